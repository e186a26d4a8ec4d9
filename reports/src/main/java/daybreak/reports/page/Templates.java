package daybreak.reports.page;

import daybreak.reports.text.Wording;
import java.util.Locale;
import java.util.Map;
import org.thymeleaf.TemplateEngine;
import org.thymeleaf.context.Context;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

/**
 * The templates under {@code daybreak/reports/} on the classpath, filled in. They are XML: what they give is read by a
 * strict parser. Words stand in a template as {@code ${t.word('key')}}.
 */
public final class Templates {

    private final TemplateEngine engine;

    /** The templates of the reports. */
    public Templates() {
        ClassLoaderTemplateResolver resolver = new ClassLoaderTemplateResolver(Templates.class.getClassLoader());
        resolver.setPrefix("daybreak/reports/");
        resolver.setSuffix(".xhtml");
        resolver.setTemplateMode(TemplateMode.XML);
        resolver.setCharacterEncoding("UTF-8");
        engine = new TemplateEngine();
        engine.setTemplateResolver(resolver);
    }

    /**
     * A template filled in.
     *
     * @param name below {@code daybreak/reports/}, without ending
     * @param wording the words, known to the template as {@code t}
     * @param model what the template shows, by the names it uses
     */
    public String fill(String name, Wording wording, Map<String, Object> model) {
        Context context = new Context(Locale.forLanguageTag(wording.language().tag()), model);
        context.setVariable("t", wording);
        return engine.process(name, context);
    }
}
