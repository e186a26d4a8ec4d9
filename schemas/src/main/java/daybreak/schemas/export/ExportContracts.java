package daybreak.schemas.export;

import daybreak.schemas.DefinitionFolder;
import daybreak.schemas.YamlObject;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** All exports that a CRM may hand over, by name. */
public final class ExportContracts {

    private static final String SUFFIX = ".odcs.yaml";
    private static final Set<String> PROPERTY_FIELDS = Set.of(
            "name",
            "businessName",
            "description",
            "logicalType",
            "physicalType",
            "primaryKey",
            "primaryKeyPosition",
            "required",
            "classification",
            "relationships",
            "logicalTypeOptions",
            "customProperties");

    private final Map<String, ExportContract> contracts;

    private ExportContracts(Map<String, ExportContract> contracts) {
        this.contracts = contracts;
    }

    /** Those that lie in {@code schemas/exports}. */
    public static ExportContracts load() {
        return parse(new DefinitionFolder("exports").read(SUFFIX));
    }

    /**
     * From the texts of contract files by file name.
     *
     * @throws IllegalArgumentException naming the file, for anything that is not as a contract must be
     */
    public static ExportContracts parse(Map<String, String> texts) {
        Map<String, ExportContract> contracts = new TreeMap<>();
        Map<String, YamlObject> files = new TreeMap<>();
        texts.forEach((file, text) -> {
            YamlObject document = YamlObject.parse(file, text);
            ExportContract contract = contract(file, document);
            contracts.put(contract.entity(), contract);
            files.put(contract.entity(), document);
        });
        Map<String, ExportContract> resolved = new LinkedHashMap<>();
        contracts.forEach((entity, contract) ->
                resolved.put(entity, withInheritedNames(document(files, entity), contract, contracts)));
        return new ExportContracts(resolved);
    }

    /** All, ordered by name. */
    public List<ExportContract> all() {
        return List.copyOf(contracts.values());
    }

    /** Their names, in order. */
    public List<String> entities() {
        return List.copyOf(contracts.keySet());
    }

    public boolean contains(String entity) {
        return contracts.containsKey(entity);
    }

    /**
     * The contract of that entity.
     *
     * @throws IllegalArgumentException if there is none
     */
    public ExportContract of(String entity) {
        ExportContract contract = contracts.get(entity);
        if (contract == null) {
            throw new IllegalArgumentException(
                    "There is no export " + entity + "; there are " + String.join(", ", contracts.keySet()) + ".");
        }
        return contract;
    }

    private static YamlObject document(Map<String, YamlObject> files, String entity) {
        YamlObject document = files.get(entity);
        if (document == null) {
            throw new IllegalStateException("The file of " + entity + " was not kept.");
        }
        return document;
    }

    private static ExportContract contract(String file, YamlObject document) {
        if (!document.text("apiVersion").startsWith("v3.")) {
            throw document.problem("apiVersion must be of Open Data Contract Standard 3, such as v3.1.0");
        }
        if (!document.text("kind").equals("DataContract")) {
            throw document.problem("kind must be DataContract");
        }
        document.text("id");
        List<YamlObject> schemas = document.objects("schema");
        if (schemas.size() != 1) {
            throw document.problem("schema must describe exactly one export");
        }
        YamlObject schema = schemas.get(0);
        String entity = schema.text("name");
        if (!file.equals(entity + SUFFIX)) {
            throw document.problem("describes " + entity + " and so must be named " + entity + SUFFIX);
        }
        Map<String, YamlObject> custom =
                customProperties(schema, Set.of("titleEn", "entityKind", "ownTime", "withdrawable", "timeOrder"));
        List<Column> columns = new ArrayList<>();
        TreeMap<Integer, String> key = new TreeMap<>();
        for (YamlObject property : schema.objects("properties")) {
            Column column = column(property);
            columns.add(column);
            if (property.flag("primaryKey")) {
                Double position = property.numberOrNull("primaryKeyPosition");
                if (position == null || key.put(position.intValue(), column.name()) != null) {
                    throw property.problem("each key column needs a primaryKeyPosition of its own");
                }
            }
        }
        if (key.isEmpty()) {
            throw document.problem("the key is missing: no column says primaryKey");
        }
        try {
            return new ExportContract(
                    entity,
                    schema.text("businessName"),
                    customText(schema, custom, "titleEn"),
                    kind(schema, customText(schema, custom, "entityKind")),
                    List.copyOf(key.values()),
                    custom.containsKey("ownTime") ? customText(schema, custom, "ownTime") : null,
                    custom.containsKey("withdrawable")
                            && customText(schema, custom, "withdrawable").equals("true"),
                    columns,
                    timeOrders(custom.get("timeOrder")));
        } catch (IllegalArgumentException e) {
            throw named(document, e);
        }
    }

    private static List<TimeOrder> timeOrders(@Nullable YamlObject custom) {
        List<TimeOrder> orders = new ArrayList<>();
        if (custom != null) {
            for (YamlObject order : custom.objects("value")) {
                order.onlyKnows(Set.of("earlier", "later"));
                orders.add(new TimeOrder(order.text("earlier"), order.text("later")));
            }
        }
        return orders;
    }

    private static EntityKind kind(YamlObject schema, String text) {
        for (EntityKind kind : EntityKind.values()) {
            if (kind.name().toLowerCase(Locale.ROOT).equals(text)) {
                return kind;
            }
        }
        throw schema.problem("entityKind must be state or event, not " + text);
    }

    private static Column column(YamlObject property) {
        property.onlyKnows(PROPERTY_FIELDS);
        Map<String, YamlObject> custom = customProperties(property, Set.of("values", "unit", "coarse", "planned"));
        List<YamlObject> relationships = property.objects("relationships");
        try {
            return new Column(
                    property.text("name"),
                    property.textOrNull("businessName"),
                    type(property),
                    pii(property),
                    !property.flag("required"),
                    values(property, custom.get("values")),
                    bounds(property.objectOrNull("logicalTypeOptions")),
                    custom.containsKey("unit") ? customText(property, custom, "unit") : null,
                    relationships.isEmpty()
                            ? null
                            : Reference.parse(relationships.get(0).text("to")),
                    coarse(property, custom.get("coarse")),
                    custom.containsKey("planned")
                            && customText(property, custom, "planned").equals("true"));
        } catch (IllegalArgumentException e) {
            throw named(property, e);
        }
    }

    private static ColumnType type(YamlObject property) {
        String logical = property.text("logicalType");
        String physical = property.text("physicalType");
        for (ColumnType type : ColumnType.values()) {
            if (type.logicalType().equals(logical) && type.physicalType().equals(physical)) {
                return type;
            }
        }
        throw property.problem("the type " + logical + " (" + physical + ") is unknown");
    }

    private static Pii pii(YamlObject property) {
        String text = property.textOrNull("classification");
        if (text == null) {
            return Pii.NONE;
        }
        return switch (text) {
            case "direct" -> Pii.DIRECT;
            case "sensitive" -> Pii.SENSITIVE;
            default -> throw property.problem("classification must be direct or sensitive, not " + text);
        };
    }

    private static List<NamedValue> values(YamlObject property, @Nullable YamlObject custom) {
        List<NamedValue> values = new ArrayList<>();
        if (custom == null) {
            return values;
        }
        Map<String, String> seen = new LinkedHashMap<>();
        for (YamlObject value : custom.objects("value")) {
            NamedValue named = new NamedValue(value.text("name"), value.textOrNull("zh"));
            String label = named.zh();
            if (seen.put(named.name(), "") != null || (label != null && seen.put(label, "") != null)) {
                throw property.problem("the value " + named.name() + " or its label is there twice");
            }
            values.add(named);
        }
        return values;
    }

    private static @Nullable Bounds bounds(@Nullable YamlObject options) {
        if (options == null) {
            return null;
        }
        options.onlyKnows(Set.of("minimum", "maximum"));
        return new Bounds(options.numberOrNull("minimum"), options.numberOrNull("maximum"));
    }

    private static @Nullable Coarse coarse(YamlObject property, @Nullable YamlObject custom) {
        if (custom == null) {
            return null;
        }
        YamlObject value = custom.objectOrNull("value");
        if (value == null) {
            throw property.problem("coarse needs a name and a step");
        }
        value.onlyKnows(Set.of("name", "step"));
        return new Coarse(value.text("name"), new BigDecimal(value.text("step")));
    }

    private static Map<String, YamlObject> customProperties(YamlObject object, Set<String> known) {
        Map<String, YamlObject> custom = new LinkedHashMap<>();
        for (YamlObject property : object.objects("customProperties")) {
            String name = property.text("property");
            if (!known.contains(name)) {
                throw object.problem("the custom property " + name + " is unknown");
            }
            custom.put(name, property);
        }
        return custom;
    }

    private static String customText(YamlObject object, Map<String, YamlObject> custom, String name) {
        YamlObject property = custom.get(name);
        if (property == null) {
            throw object.problem("the custom property " + name + " is missing");
        }
        return property.text("value");
    }

    /** A column that refers to another entity's key carries that key's Chinese name, unless it has one of its own. */
    private static ExportContract withInheritedNames(
            YamlObject document, ExportContract contract, Map<String, ExportContract> contracts) {
        List<Column> columns = new ArrayList<>();
        for (Column column : contract.columns()) {
            Reference reference = column.references();
            if (reference == null) {
                columns.add(column);
                continue;
            }
            ExportContract target = contracts.get(reference.entity());
            if (target == null || !target.key().equals(List.of(reference.column()))) {
                throw document.problem("the column " + column.name() + " refers to " + reference
                        + ", which is not the key of an export");
            }
            String inherited = target.column(reference.column()).zh();
            columns.add(column.zh() == null && inherited != null ? column.withZh(inherited) : column);
        }
        try {
            return new ExportContract(
                    contract.entity(),
                    contract.titleZh(),
                    contract.titleEn(),
                    contract.kind(),
                    contract.key(),
                    contract.ownTime(),
                    contract.withdrawable(),
                    columns,
                    contract.timeOrders());
        } catch (IllegalArgumentException e) {
            throw named(document, e);
        }
    }

    private static IllegalArgumentException named(YamlObject place, IllegalArgumentException cause) {
        String message = String.valueOf(cause.getMessage());
        if (message.contains(".yaml")) {
            return cause;
        }
        IllegalArgumentException named = place.problem(message.replaceAll("\\.$", ""));
        named.initCause(cause);
        return named;
    }
}
