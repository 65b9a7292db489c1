package cn.jinlin.kit.test.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The name of an operation, made of its method and path, so that it holds for as long as the address does:
 * {@code POST /api/v1/orders/{orderId}/claims} is {@code postOrderClaims}, {@code GET /api/v1/orders/{orderId}} is
 * {@code getOrder}. What has no plural is told apart: {@code GET /api/v1/order-series/{seriesId}} is
 * {@code getOrderSeriesEntry}.
 */
final class OperationNames {
    private OperationNames() {}

    static String of(String method, String path) {
        List<String> named = new ArrayList<>();
        for (String segment : segments(path)) {
            if (!segment.startsWith("{")) {
                named.add(segment);
            } else if (!named.isEmpty()) {
                named.addLast(singular(named.removeLast()));
            }
        }
        return method.toLowerCase(Locale.ROOT) + named.stream().flatMap(name -> Stream.of(name.split("[^A-Za-z0-9]+")))
                .map(OperationNames::capital).collect(Collectors.joining());
    }

    /** What a reader sees in a list: {@code Get order}. */
    static String summary(String operationId) {
        String words = operationId.replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT);
        return capital(words);
    }

    /** The first segment behind the version, or the first two below {@code me} and {@code platform}. */
    static String tag(String path) {
        List<String> segments = segments(path);
        String first = segments.getFirst().replaceFirst("\\..*", "");
        boolean shared = List.of("me", "platform").contains(first) && segments.size() > 1;
        return shared ? first + '-' + segments.get(1).replaceFirst("\\..*", "") : first;
    }

    private static List<String> segments(String path) {
        return Stream.of(path.replaceFirst("^/(api/v\\d+/)?", "").split("/")).toList();
    }

    private static String singular(String name) {
        if (name.endsWith("series") || !name.endsWith("s")) {
            return name + "-entry";
        }
        return name.endsWith("ies") ? name.substring(0, name.length() - 3) + 'y' : name.substring(0, name.length() - 1);
    }

    private static String capital(String word) {
        return word.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }
}
