package cn.jinlin.registration.live;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

import cn.jinlin.kit.store.Versioned;
import cn.jinlin.registration.inbox.Inbox;
import cn.jinlin.registration.inbox.InboxAnswers;
import cn.jinlin.registration.inbox.InboxDesk;

/**
 * The open streams of this process. A stream hears at once of what this process tells; for what others tell, the versions of
 * the inboxes that anybody listens to are looked at every so often.
 */
@Component
class InboxStreams implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(InboxStreams.class);
    private static final Duration RECONNECT = Duration.ofSeconds(2);
    private static final Duration RETRY = Duration.ofSeconds(5);
    private static final int AT_ONCE = 500;

    private final InboxDesk desk;
    private final InboxAnswers answers;
    private final StreamSettings settings;
    private final Semaphore places;
    private final ConcurrentMap<String, Deque<Stream>> streams = new ConcurrentHashMap<>();
    private volatile boolean running;
    private volatile Thread looker = Thread.currentThread();

    InboxStreams(InboxDesk desk, InboxAnswers answers, StreamSettings settings) {
        this.desk = desk;
        this.answers = answers;
        this.settings = settings;
        this.places = new Semaphore(settings.most());
        desk.watch(this::call);
    }

    /** @param after the number of the last message that the reader has; empty for one that wants what comes from now on */
    SseEmitter open(String memberId, OptionalLong after, Locale locale) {
        if (!running || !places.tryAcquire()) {
            throw StreamRefusal.TOO_MANY_STREAMS.because().retryAfter(RETRY);
        }
        Stream stream = new Stream(memberId, after, locale);
        streams.compute(memberId, (id, known) -> {
            Deque<Stream> all = known == null ? new ArrayDeque<>() : known;
            all.addLast(stream);
            if (all.size() > settings.perMember()) {
                all.removeFirst().end();
            }
            return all;
        });
        Thread.ofVirtual().name("inbox-stream").start(stream::run);
        return stream.emitter;
    }

    /** How many streams are open. */
    int open() {
        return settings.most() - places.availablePermits();
    }

    private void call(String memberId) {
        streams.computeIfPresent(memberId, (id, all) -> {
            all.forEach(Stream::call);
            return all;
        });
    }

    private void leave(Stream stream) {
        places.release();
        streams.computeIfPresent(stream.memberId, (id, all) -> {
            all.remove(stream);
            return all.isEmpty() ? null : all;
        });
    }

    /** Calls the streams of those inboxes that changed since they read them. */
    void look() {
        List<String> members = new ArrayList<>(streams.keySet());
        for (int at = 0; at < members.size(); at += AT_ONCE) {
            Map<String, Long> versions = desk.versions(members.subList(at, Math.min(members.size(), at + AT_ONCE)));
            versions.forEach((memberId, version) -> streams.computeIfPresent(memberId, (id, all) -> {
                all.stream().filter(stream -> stream.version != version).forEach(Stream::call);
                return all;
            }));
        }
    }

    private void loop() {
        while (running) {
            try {
                Thread.sleep(settings.lookEvery());
                look();
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                LOG.debug("cannot look after inboxes: {}", e.toString());
            }
        }
    }

    @Override
    public void start() {
        running = true;
        looker = Thread.ofVirtual().name("inbox-looker").start(this::loop);
    }

    /** Before the web server waits for its requests to end. */
    @Override
    public void stop() {
        running = false;
        looker.interrupt();
        streams.values().stream().flatMap(Collection::stream).toList().forEach(Stream::end);
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** One reader; everything of it happens on its own thread. */
    private final class Stream {
        private final SseEmitter emitter = new SseEmitter(0L);
        private final Semaphore calls = new Semaphore(1);
        private final String memberId;
        private final Locale locale;
        private final long endsAt = System.nanoTime() + settings.life().toNanos();
        private volatile boolean open = true;
        private volatile long version = -1;
        private OptionalLong seen;
        private long unread = -1;

        Stream(String memberId, OptionalLong seen, Locale locale) {
            this.memberId = memberId;
            this.seen = seen;
            this.locale = locale;
            emitter.onCompletion(this::end);
            emitter.onError(failure -> end());
        }

        void call() {
            calls.release();
        }

        void end() {
            open = false;
            calls.release();
        }

        void run() {
            try {
                emitter.send(SseEmitter.event().reconnectTime(RECONNECT.toMillis()).comment("inbox"));
                while (open && System.nanoTime() < endsAt) {
                    await();
                }
            } catch (IOException | IllegalStateException e) {
                LOG.debug("a reader of an inbox is gone: {}", e.toString());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                leave(this);
                emitter.complete();
            }
        }

        private void await() throws IOException, InterruptedException {
            if (calls.tryAcquire(settings.heartbeat().toMillis(), TimeUnit.MILLISECONDS)) {
                calls.drainPermits();
                deliver();
            } else {
                emitter.send(SseEmitter.event().comment("still here"));
            }
        }

        private void deliver() throws IOException {
            Versioned<Inbox> found;
            List<InboxAnswers.MessageAnswer> news;
            try {
                found = desk.open(memberId);
                if (seen.isEmpty() || seen.getAsLong() > found.state().last()) {
                    seen = OptionalLong.of(found.state().last());
                }
                news = answers.of(found.state().after(seen.getAsLong()), locale);
            } catch (RuntimeException e) {
                LOG.debug("an inbox is read later: {}", e.toString());
                return;
            }
            send(news, found.state());
            version = found.version();
        }

        private void send(List<InboxAnswers.MessageAnswer> news, Inbox inbox) throws IOException {
            for (InboxAnswers.MessageAnswer message : news) {
                emitter.send(SseEmitter.event().id(message.id()).name("message").data(message, MediaType.APPLICATION_JSON));
                seen = OptionalLong.of(Long.parseLong(message.id()));
            }
            if (inbox.unread() != unread) {
                unread = inbox.unread();
                emitter.send(SseEmitter.event().name("unread").data(Map.of("unread", unread), MediaType.APPLICATION_JSON));
            }
            open = open && !inbox.closed();
        }
    }
}
