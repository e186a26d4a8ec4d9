package daybreak.reports.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TextsTest {

    @Test
    void valuesAreFilledInByNameAndWordsFollowTheirNumber() {
        Texts texts = Texts.load("texts-under-test");

        assertThat(texts.in(Language.ENGLISH).of("tasks", "count", "1")).isEqualTo("1 task waits");
        assertThat(texts.in(Language.ENGLISH).of("tasks", "count", "12")).isEqualTo("12 tasks wait");
        assertThat(texts.in(Language.CHINESE).of("tasks", "count", "12")).isEqualTo("12 件在等");
    }

    @Test
    void aMissingTextOrValueIsNamed() {
        Wording wording = Texts.load("texts-under-test").in(Language.ENGLISH);

        assertThatThrownBy(() -> wording.of("absent")).hasMessage("There is no text absent in schemas/texts");
        assertThatThrownBy(() -> wording.of("tasks")).hasMessage("The text tasks names {count}, which is not given");
    }

    @Test
    void aTextThatNamesOtherValuesInEnglishThanInChineseIsRefused() {
        assertThatThrownBy(() -> Texts.load("texts-that-disagree"))
                .hasMessage(
                        "The text tasks in schemas/texts/texts-that-disagree.yaml names [count] in zh but [number] in en");
        assertThatThrownBy(() -> Texts.load("texts-with-one-language"))
                .hasMessage(
                        "The text tasks in schemas/texts/texts-with-one-language.yaml needs zh and en, and nothing else");
        assertThatThrownBy(() -> Texts.load("nowhere")).hasMessage("There is no file schemas/texts/nowhere.yaml");
    }
}
