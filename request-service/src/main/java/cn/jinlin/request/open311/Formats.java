package cn.jinlin.request.open311;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Writes answers as JSON or XML, whichever the address ends with; without a parameter of the character set, which is UTF-8. */
@Component
class Formats {
    private static final XMLOutputFactory XML = XMLOutputFactory.newDefaultFactory();

    private final JsonMapper json;

    Formats(JsonMapper json) {
        this.json = json;
    }

    /** @param root the name of the outermost element in XML */
    ResponseEntity<byte[]> answer(int status, String format, String root, Node node) {
        return format.equals("xml")
                ? ResponseEntity.status(status).contentType(MediaType.TEXT_XML).body(xml(root, node))
                : ResponseEntity.status(status).contentType(MediaType.APPLICATION_JSON).body(json.writeValueAsBytes(plain(node)));
    }

    private static Object plain(Node node) {
        return switch (node) {
            case Node.Value value -> value.value();
            case Node.Items items -> items.items().stream().map(Formats::plain).toList();
            case Node.Group fields -> {
                Map<String, Object> map = new LinkedHashMap<>();
                fields.fields().forEach(field -> map.put(field.name(), plain(field.node())));
                yield map;
            }
        };
    }

    private static byte[] xml(String root, Node node) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            XMLStreamWriter writer = XML.createXMLStreamWriter(out, StandardCharsets.UTF_8.name());
            writer.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
            element(writer, root, node);
            writer.writeEndDocument();
            writer.flush();
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
        return out.toByteArray();
    }

    private static void element(XMLStreamWriter writer, String name, Node node) throws XMLStreamException {
        writer.writeStartElement(name);
        switch (node) {
            case Node.Value value -> writer.writeCharacters(sound(String.valueOf(value.value())));
            case Node.Items items -> {
                for (Node item : items.items()) {
                    element(writer, items.item(), item);
                }
            }
            case Node.Group fields -> {
                for (Node.Field field : fields.fields()) {
                    element(writer, field.name(), field.node());
                }
            }
        }
        writer.writeEndElement();
    }

    /** XML 1.0 has no way to write most control characters; each becomes the replacement character. */
    private static String sound(String text) {
        return text.codePoints().map(c -> isSound(c) ? c : 0xFFFD)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
    }

    private static boolean isSound(int c) {
        return c == '\t' || c == '\n' || c == '\r' || c >= 0x20 && c <= 0xD7FF || c >= 0xE000 && c <= 0xFFFD || c >= 0x10000;
    }
}
