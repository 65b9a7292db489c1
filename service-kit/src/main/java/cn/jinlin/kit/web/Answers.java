package cn.jinlin.kit.web;

import java.net.URI;

import org.springframework.http.ResponseEntity;

import cn.jinlin.kit.store.Versioned;

/** The usual answers about an aggregate, each with its strong ETag. */
public final class Answers {
    private Answers() {}

    /** 201 with Location and ETag. */
    public static <T> ResponseEntity<T> made(URI location, long version, T body) {
        return ResponseEntity.created(location).eTag(Etag.of(version)).body(body);
    }

    /** 201 with Location and ETag. */
    public static <T> ResponseEntity<T> made(URI location, Versioned<?> version, T body) {
        return made(location, version.version(), body);
    }

    /** 200 with ETag. */
    public static <T> ResponseEntity<T> ok(long version, T body) {
        return ResponseEntity.ok().eTag(Etag.of(version)).body(body);
    }

    /** 200 with ETag. */
    public static <T> ResponseEntity<T> ok(Versioned<?> version, T body) {
        return ok(version.version(), body);
    }
}
