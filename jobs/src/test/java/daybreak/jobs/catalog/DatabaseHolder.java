package daybreak.jobs.catalog;

import java.nio.file.Path;

/** A process of its own that opens the embedded database of a home, says so, and stays until its input ends. */
final class DatabaseHolder {

    private DatabaseHolder() {}

    @SuppressWarnings("SystemOut") // the test reads it
    public static void main(String[] arguments) throws Exception {
        try (Database database = Database.open(DatabaseLocation.embedded(Path.of(arguments[0])))) {
            try (var connection = database.dataSource().getConnection();
                    var statement = connection.createStatement()) {
                statement.execute("CREATE TABLE IF NOT EXISTS kept (word text)");
                statement.execute("INSERT INTO kept VALUES ('kept')");
            }
            System.out.println("open");
            while (System.in.read() >= 0) {
                // until the test closes our input, or kills us
            }
        }
    }
}
