package daybreak.jobs.catalog;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The marts, for reading: whatever is asked in one {@link #read} sees one night, whole. */
public final class Marts {

    private final DataSource dataSource;

    public Marts(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /**
     * Asks questions in one read-only transaction on one snapshot.
     *
     * @throws DatabaseException if the database does not answer
     */
    public <T extends @Nullable Object> T read(Function<Questions, T> questions) {
        try (Connection connection = dataSource.getConnection()) {
            connection.setReadOnly(true);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setAutoCommit(false);
            T answer = questions.apply(new Questions(connection));
            connection.rollback();
            return answer;
        } catch (SQLException e) {
            throw new DatabaseException("the database did not answer: " + e.getMessage(), e);
        }
    }

    /** Statements within one reading. */
    public static final class Questions {

        private final Connection connection;

        Questions(Connection connection) {
            this.connection = connection;
        }

        /**
         * The rows of a SELECT.
         *
         * @param parameters for its question marks; strings, numbers, dates; null is NULL
         */
        public List<MartRow> ask(String select, @Nullable Object... parameters) {
            try (PreparedStatement statement = connection.prepareStatement(select)) {
                for (int i = 0; i < parameters.length; i++) {
                    statement.setObject(i + 1, parameters[i]);
                }
                try (ResultSet result = statement.executeQuery()) {
                    List<MartRow> rows = new ArrayList<>();
                    while (result.next()) {
                        rows.add(MartRow.of(result));
                    }
                    return rows;
                }
            } catch (SQLException e) {
                throw new DatabaseException("the marts cannot be read: " + e.getMessage(), e);
            }
        }
    }
}
