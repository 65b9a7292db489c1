package cn.jinlin.kit.idempotency;

import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

import org.bson.Document;

/** An answer as it was sent, to be sent again. */
record StoredAnswer(int status, Map<String, String> headers, byte[] body) {
    String write() {
        return new Document("status", status).append("headers", new Document(new LinkedHashMap<>(headers)))
                .append("body", Base64.getEncoder().encodeToString(body)).toJson();
    }

    static StoredAnswer read(String text) {
        Document read = Document.parse(text);
        Map<String, String> headers = new LinkedHashMap<>();
        read.get("headers", Document.class).forEach((name, value) -> headers.put(name, String.valueOf(value)));
        return new StoredAnswer(read.getInteger("status"), headers,
                Base64.getDecoder().decode(read.getString("body")));
    }
}
