package cn.jinlin.kit.body;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Validator;

import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

import cn.jinlin.kit.domain.FieldError;
import cn.jinlin.kit.domain.Invalid;

/** Gives a handler its {@link Body} without reading anything. */
public final class BodyResolver implements HandlerMethodArgumentResolver {
    private static final MediaType JSON = MediaType.APPLICATION_JSON;
    private static final MediaType ANY_JSON = new MediaType("application", "*+json");

    private final StrictJson json;
    private final Validator validator;
    private final int limit;

    public BodyResolver(StrictJson json, Validator validator, int limit) {
        this.json = json;
        this.validator = validator;
        this.limit = limit;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Body.class;
    }

    @Override
    public Body<?> resolveArgument(MethodParameter parameter, @Nullable ModelAndViewContainer container,
            NativeWebRequest request, @Nullable WebDataBinderFactory binders) {
        HttpServletRequest servlet = request.getNativeRequest(HttpServletRequest.class);
        if (servlet == null) {
            throw new IllegalStateException("not a servlet request");
        }
        return new LazyBody<>(servlet, ResolvableType.forMethodParameter(parameter).getGeneric(0).getType());
    }

    private final class LazyBody<T> implements Body<T> {
        private final HttpServletRequest request;
        private final Type type;
        private @Nullable T parsed;

        LazyBody(HttpServletRequest request, Type type) {
            this.request = request;
            this.type = type;
        }

        @Override
        @SuppressWarnings("unchecked")
        public T parse() {
            T known = parsed;
            if (known == null) {
                requireJson(request);
                known = (T) json.bind(text(bytes(request)), type);
                parsed = known;
            }
            return known;
        }

        @Override
        public T read() {
            T value = parse();
            List<FieldError> errors = Violations.of(validator, value);
            if (!errors.isEmpty()) {
                throw new Invalid(errors);
            }
            return value;
        }
    }

    private static void requireJson(HttpServletRequest request) {
        MediaType type = contentType(request);
        String encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
        if (type == null || !(JSON.includes(type) || ANY_JSON.includes(type)) || !isUtf8(type)
                || (encoding != null && !encoding.equalsIgnoreCase("identity"))) {
            throw new UnsupportedBody();
        }
    }

    private static @Nullable MediaType contentType(HttpServletRequest request) {
        try {
            return request.getContentType() == null ? null : MediaType.parseMediaType(request.getContentType());
        } catch (InvalidMediaTypeException _) {
            return null;
        }
    }

    private static boolean isUtf8(MediaType type) {
        try {
            Charset charset = type.getCharset();
            return charset == null || charset.equals(StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private byte[] bytes(HttpServletRequest request) {
        if (request.getContentLengthLong() > limit) {
            throw new BodyTooLarge(limit);
        }
        try {
            InputStream in = request.getInputStream();
            byte[] bytes = in.readNBytes(limit + 1);
            if (bytes.length > limit) {
                throw new BodyTooLarge(limit);
            }
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException _) {
            throw Invalid.field("", "NOT_UTF8");
        }
    }
}
