package daybreak.reports.weekly;

import daybreak.reports.mart.Task;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The alerts of the week and what became of them.
 *
 * @param rules each rule that had a task in the week, by severity and order
 * @param owners with open tasks, most first; null owner: tasks without one
 * @param urgent open tasks, most urgent first
 */
record AlertOutcomes(List<Rule> rules, List<Owner> owners, List<Task> urgent) {

    /**
     * A rule's tasks.
     *
     * @param raised in the week
     * @param open at as_of, whenever raised
     * @param closed in the week, its condition having ended
     * @param actedOn raised in the week and acted on before they were due, of {@code due}
     * @param due raised in the week and due by as_of
     * @param notYetDue raised in the week and due later
     * @param waiting open beyond their owner's cap of the day
     */
    record Rule(
            String rule, long raised, long open, long closed, long actedOn, long due, long notYetDue, long waiting) {}

    /**
     * An owner's tasks.
     *
     * @param raised in the week
     * @param open at as_of
     * @param overdue open and due by as_of
     * @param waiting open beyond the cap of the day
     */
    record Owner(@Nullable String owner, @Nullable String store, long raised, long open, long overdue, long waiting) {}

    long raised() {
        return rules.stream().mapToLong(Rule::raised).sum();
    }

    long open() {
        return rules.stream().mapToLong(Rule::open).sum();
    }

    long closed() {
        return rules.stream().mapToLong(Rule::closed).sum();
    }

    long actedOn() {
        return rules.stream().mapToLong(Rule::actedOn).sum();
    }

    long due() {
        return rules.stream().mapToLong(Rule::due).sum();
    }

    long waiting() {
        return rules.stream().mapToLong(Rule::waiting).sum();
    }

    /**
     * The outcomes.
     *
     * @param order rules by severity and order; a rule not named comes last
     */
    static AlertOutcomes of(WeeklyMarts marts, List<String> order) {
        Map<String, List<Task>> byRule = new LinkedHashMap<>();
        Map<String, List<Task>> byOwner = new TreeMap<>();
        for (Task task : marts.tasks()) {
            byRule.computeIfAbsent(task.rule(), rule -> new ArrayList<>()).add(task);
            String owner = task.owner();
            byOwner.computeIfAbsent(owner == null ? "" : owner, name -> new ArrayList<>())
                    .add(task);
        }
        List<Rule> rules = new ArrayList<>();
        byRule.forEach((rule, tasks) -> rules.add(rule(marts, rule, tasks)));
        rules.sort(Comparator.comparingInt((Rule rule) -> place(order, rule.rule()))
                .thenComparing(Rule::rule));
        List<Owner> owners = new ArrayList<>();
        byOwner.forEach((owner, tasks) -> owners.add(owner(marts, tasks)));
        owners.removeIf(owner -> owner.open() == 0);
        owners.sort(Comparator.comparingLong((Owner owner) -> -owner.open())
                .thenComparing(owner -> owner.owner() == null ? "" : owner.owner()));
        return new AlertOutcomes(
                List.copyOf(rules),
                List.copyOf(owners),
                marts.tasks().stream().filter(Task::isOpen).toList());
    }

    private static Rule rule(WeeklyMarts marts, String rule, List<Task> tasks) {
        List<Task> raised =
                tasks.stream().filter(task -> isRaisedIn(marts, task)).toList();
        List<Task> due = raised.stream().filter(task -> isDue(marts, task)).toList();
        return new Rule(
                rule,
                raised.size(),
                tasks.stream().filter(Task::isOpen).count(),
                tasks.stream().filter(task -> isClosedIn(marts, task)).count(),
                due.stream().filter(Task::isActedOnInTime).count(),
                due.size(),
                raised.size() - due.size(),
                tasks.stream().filter(task -> task.isOpen() && task.waits()).count());
    }

    private static Owner owner(WeeklyMarts marts, List<Task> tasks) {
        Task any = tasks.get(0);
        List<Task> open = tasks.stream().filter(Task::isOpen).toList();
        return new Owner(
                any.owner(),
                any.store(),
                tasks.stream().filter(task -> isRaisedIn(marts, task)).count(),
                open.size(),
                open.stream().filter(task -> isDue(marts, task)).count(),
                open.stream().filter(Task::waits).count());
    }

    private static boolean isRaisedIn(WeeklyMarts marts, Task task) {
        return !task.raisedOn().isBefore(marts.from()) && !task.raisedOn().isAfter(marts.to());
    }

    private static boolean isClosedIn(WeeklyMarts marts, Task task) {
        LocalDate closed = task.closedOn();
        return closed != null && !closed.isBefore(marts.from()) && !closed.isAfter(marts.to());
    }

    private static boolean isDue(WeeklyMarts marts, Task task) {
        return !task.dueAt().isAfter(marts.run().asOf());
    }

    private static int place(List<String> order, String rule) {
        int place = order.indexOf(rule);
        return place < 0 ? order.size() : place;
    }
}
