package cn.jinlin.registration.imports;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import org.bson.Document;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A whole district in one file, through the gateway of a running suite, until request-service's view shows everybody; run by
 * hand: arguments are the gateway's address, the store's connection string, the number of rows and csv or xlsx.
 */
final class ImportBenchmark {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int UNITS = 100;
    private static final long PAUSE = 500;

    private final HttpClient client = HttpClient.newHttpClient();
    private final String gateway;
    private final String token;

    private ImportBenchmark(String gateway) throws Exception {
        this.gateway = gateway;
        token = send("POST", "/dev/token", "application/json", BodyPublishers.ofString("{\"roles\":[\"DISTRICT_ADMIN\"]}"), "")
                .path("access_token").asString();
    }

    public static void main(String[] args) throws Exception {
        try (MongoClient store = MongoClients.create(args[1])) {
            new ImportBenchmark(args[0]).run(Integer.parseInt(args[2]), args[3].equals("xlsx"),
                    store.getDatabase("request-service").getCollection("members"));
        }
    }

    private void run(int rows, boolean xlsx, MongoCollection<Document> view) throws Exception {
        Table table = table(rows);
        byte[] file = xlsx ? table.xlsx() : table.csv();
        String type = xlsx ? Upload.XLSX : "text/csv";
        for (String round : List.of("first", "again")) {
            long before = view.estimatedDocumentCount();
            long began = System.nanoTime();
            JsonNode job = send("POST", "/api/v1/members/imports?confirmed=true", type, BodyPublishers.ofByteArray(file), token);
            double sent = seconds(began);
            String id = job.path("importId").asString();
            while (!List.of("DONE", "FAILED").contains(job.path("state").asString())) {
                Thread.sleep(PAUSE);
                job = send("GET", "/api/v1/members/imports/" + id, "", BodyPublishers.noBody(), token);
            }
            double done = seconds(began);
            while (view.estimatedDocumentCount() < before + job.path("imported").asInt()) {
                Thread.sleep(PAUSE);
            }
            System.out.printf(Locale.ROOT, "%s: %d rows, %.1f MB, answered %.1f s, done %.1f s, in the view %.1f s%n  %s%n",
                    round,
                    rows, file.length / 1e6, sent, done, seconds(began), job);
        }
    }

    private Table table(int rows) throws Exception {
        List<String> communities = new ArrayList<>();
        send("GET", "/api/v1/communities?limit=200", "", BodyPublishers.noBody(), token).path("items")
                .forEach(one -> communities.add(one.path("communityId").asString()));
        List<String> units = new ArrayList<>();
        for (int i = 0; i < UNITS; i++) {
            String unit = send("POST", "/api/v1/units", "application/json",
                    BodyPublishers.ofString("{\"name\":\"测试单位" + i + "\",\"kind\":\"INSTITUTION\"}"), token).path("unitId")
                    .asString();
            send("PUT", "/api/v1/units/" + unit + "/partner-communities/" + communities.get(i % communities.size()),
                    "application/json", BodyPublishers.ofString("{}"), token);
            units.add(unit);
        }
        long start = System.currentTimeMillis() / 1_000 % 1_000 * 100_000;
        Table table = Table.chinese();
        for (int i = 0; i < rows; i++) {
            String home = communities.get(i * 7 % communities.size());
            table.row("测试" + i, String.format("139%08d", (start + i) % 100_000_000), "党员", units.get(i % UNITS),
                    communities.get(i % UNITS % communities.size()), i % 3 == 0 ? "" : home, i % 3 == 0 ? "" : home + "-a",
                    "搬运；急救");
        }
        return table;
    }

    private JsonNode send(String method, String path, String type, BodyPublisher body, String bearer)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(gateway + path)).method(method, body);
        if (!type.isEmpty()) {
            request.header("Content-Type", type);
        }
        if (!bearer.isEmpty()) {
            request.header("Authorization", "Bearer " + bearer);
        }
        var response = client.send(request.build(), BodyHandlers.ofString());
        if (response.statusCode() >= 400) {
            throw new IOException(path + ": " + response.statusCode() + " " + response.body());
        }
        return JSON.readTree(response.body());
    }

    private static double seconds(long began) {
        return (System.nanoTime() - began) / 1e9;
    }
}
