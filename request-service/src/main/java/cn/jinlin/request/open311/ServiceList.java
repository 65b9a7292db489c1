package cn.jinlin.request.open311;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import cn.jinlin.events.RequestEvent.Category;

/** What can be asked for: the categories of orders, with what may be told besides place and description. */
final class ServiceList {
    private static final Map<Category, Service> SERVICES = Map.of(
            Category.CLEAN_HOME, new Service("清洁家园", "Clean-up of stairwells, yards and streets", "cleaning, debris, stairwell"),
            Category.TRAFFIC_ORDER,
            new Service("交通劝导", "Help at crossings, school gates and with parked bicycles", "traffic, parking, school"),
            Category.CIVILITY, new Service("文明劝导", "Talking people out of what disturbs others", "noise, smoking, dogs"),
            Category.CARE_VISIT,
            new Service("关爱探访", "A visit to people who live alone or need a hand", "visit, elderly, children"),
            Category.PUBLICITY, new Service("政策宣传", "Explaining something to the neighbours", "information, policy"),
            Category.MICRO_WISH, new Service("微心愿", "A small wish of one household", "wish, household"),
            Category.OTHER, new Service("其他服务", "Any other help that neighbours can give", "other"));

    /** The fields that a request may carry beyond the standard's, each as {@code attribute[code]}. */
    enum Attribute {
        STARTS_AT("starts_at", "datetime", "When the help is wanted; in a week if nothing is said"), ENDS_AT("ends_at",
                "datetime",
                "When it will be over; two hours after its start if nothing is said"), PLACES("places", "number",
                        "How many people are wanted, 1 to 500");

        private final String code;
        private final String datatype;
        private final String description;

        Attribute(String code, String datatype, String description) {
            this.code = code;
            this.datatype = datatype;
            this.description = description;
        }

        String code() {
            return code;
        }

        @SuppressWarnings("EnumOrdinal") // the order in which the attributes are asked for
        private Node node() {
            return Node.record(Node.field("variable", true), Node.field("code", code), Node.field("datatype", datatype),
                    Node.field("required", false), Node.field("datatype_description", datatype.equals("datetime")
                            ? "ISO 8601 with offset"
                            : "a whole number"),
                    Node.field("order", ordinal() + 1), Node.field("description", description),
                    Node.field("values", Node.items("value", Stream.empty())));
        }
    }

    private ServiceList() {}

    private record Service(String name, String description, String keywords) {}

    static Optional<Category> byCode(String code) {
        return Stream.of(Category.values()).filter(category -> category.name().equals(code)).findFirst();
    }

    static String name(Category category) {
        return service(category).name();
    }

    private static Service service(Category category) {
        return Optional.ofNullable(SERVICES.get(category)).orElseThrow();
    }

    static Node all() {
        return Node.items("service", Stream.of(Category.values()).map(ServiceList::listed));
    }

    private static Node listed(Category category) {
        Service service = service(category);
        return Node.record(Node.field("service_code", category.name()), Node.field("service_name", service.name()),
                Node.field("description", service.description()), Node.field("metadata", true), Node.field("type", "realtime"),
                Node.field("keywords", service.keywords()), Node.field("group", "邻里服务"));
    }

    static Node definition(Category category) {
        return Node.record(Node.field("service_code", category.name()),
                Node.field("attributes", Node.items("attribute", Stream.of(Attribute.values()).map(Attribute::node))));
    }
}
