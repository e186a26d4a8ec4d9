package daybreak.sample.world;

import daybreak.sample.chance.Dice;
import daybreak.sample.delivery.Journal;
import daybreak.sample.delivery.Row;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Branches and the people in them: who works where, who joins, who is promoted and who leaves. */
final class Staff {

    private final List<Store> stores = new ArrayList<>();
    private final List<Agent> agents = new ArrayList<>();
    private final Journal journal;
    private final Invention invention;
    private final Dice dice;

    Staff(Journal journal, Invention invention, Dice dice, Scale scale, LocalDate worldBegins) {
        this.journal = journal;
        this.invention = invention;
        this.dice = dice;
        for (int i = 0; i < scale.stores(); i++) {
            Town.District district = Town.DISTRICTS.get(i);
            Store store = new Store(String.format(Locale.ROOT, "S%02d", i + 1), district.name() + "店", district);
            stores.add(store);
            hire(store, "manager", worldBegins.minusDays(dice.between(900, 3000)));
            hire(store, "service", worldBegins.minusDays(dice.between(200, 1500)));
            for (int n = 0; n < scale.consultantsPerStore(); n++) {
                hire(store, "consultant", worldBegins.minusDays(dice.between(200, 2500)));
            }
            hire(store, "newcomer", worldBegins.minusDays(dice.between(5, 60)));
        }
    }

    Agent hire(Store store, String role, LocalDate hiredOn) {
        String id = String.format(Locale.ROOT, "A%03d", agents.size() + 1);
        boolean newcomer = role.equals("newcomer");
        Row row = journal.row("agents")
                .set("agent_id", id)
                .set("name", invention.agentName(agents.size() + 1))
                .set("store_id", store.id())
                .set("store", store.name())
                .set("team", store.district().name() + (agents.size() % 2 == 0 ? "一组" : "二组"))
                .set("role", role)
                .set("hired_on", hiredOn);
        Agent agent = new Agent(
                id,
                store,
                row,
                role,
                dice.skewed(newcomer ? 1.6 : 1.0, 0.45),
                newcomer ? dice.uniform(0.45, 0.8) : dice.uniform(0.7, 1.45),
                newcomer ? dice.uniform(0.5, 0.75) : dice.uniform(0.55, 0.95));
        agents.add(agent);
        journal.record(row);
        return agent;
    }

    void leave(Agent agent, LocalDate lastDay) {
        agent.left = true;
        journal.record(agent.row.set("left_on", lastDay));
    }

    void promote(Agent newcomer) {
        newcomer.role = "consultant";
        journal.record(newcomer.row.set("role", "consultant"));
    }

    Store store(Town.District district) {
        return stores.stream()
                .filter(store -> store.district().equals(district))
                .findFirst()
                .orElse(stores.get(Town.DISTRICTS.indexOf(district) % stores.size()));
    }

    List<Store> stores() {
        return stores;
    }

    /** Somebody of the branch who advises clients; newcomers get fewer of them. */
    Agent adviser(Store store, Dice chooser) {
        List<Agent> here = advisers(store);
        Agent chosen = chooser.pick(here);
        return chosen.role.equals("newcomer") && chooser.chance(0.4) ? chooser.pick(here) : chosen;
    }

    List<Agent> advisers(Store store) {
        return agents.stream()
                .filter(agent -> agent.store.equals(store) && agent.advises())
                .toList();
    }

    Agent serviceDesk(Store store) {
        return agents.stream()
                .filter(agent -> agent.store.equals(store) && agent.role.equals("service"))
                .findFirst()
                .orElseThrow();
    }
}
