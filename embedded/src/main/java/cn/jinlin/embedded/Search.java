package cn.jinlin.embedded;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;

import de.bwaldvogel.mongo.backend.DefaultQueryMatcher;
import de.bwaldvogel.mongo.backend.QueryMatcher;
import de.bwaldvogel.mongo.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * One query under way. It can be left after some documents and taken up later against newer data: it then goes on behind
 * the last entry it saw, and holds no pages meanwhile.
 */
final class Search {
    private static final int MOST_BYTES = 8 << 20;

    private final Plan plan;
    private final Document filter;
    private final List<KeyPattern> sorting;
    private final LongAdder examined;
    private final QueryMatcher matcher = new DefaultQueryMatcher();
    private final Set<ByteBuffer> seen = new HashSet<>();
    private final long keep;
    private long toSkip;
    private long left;
    private byte @Nullable [] after;
    private @Nullable Iterator<byte[]> sorted;
    private @Nullable Document carried;

    /** @param limit 0 for none */
    Search(Plan plan, Document filter, @Nullable Document order, int skip, int limit, LongAdder examined) {
        this.plan = plan;
        this.filter = filter;
        this.examined = examined;
        sorting = order == null || plan.ordered() ? List.of() : KeyPattern.sortedBy(order);
        toSkip = skip;
        left = limit > 0 ? limit : Long.MAX_VALUE;
        keep = limit > 0 ? (long) skip + limit : Long.MAX_VALUE;
    }

    /** At most so many documents, fewer when they are large. */
    List<Document> take(int most) {
        List<Document> batch = new ArrayList<>();
        if (carried != null) {
            batch.add(carried);
        }
        Results results = new Results();
        while (batch.size() < most && results.bytes < MOST_BYTES && results.hasNext()) {
            batch.add(results.next());
        }
        carried = results.hasNext() ? results.next() : null;
        return batch;
    }

    boolean isExhausted() {
        return carried == null;
    }

    /** All that is left, each read when it is asked for. */
    Iterator<Document> results() {
        return new Results();
    }

    private final class Results implements Iterator<Document> {
        private final Iterator<Plan.Found> walk = found();
        private @Nullable Document next;
        private long bytes;

        @Override
        public boolean hasNext() {
            while (next == null && left > 0 && walk.hasNext()) {
                Plan.Found found = walk.next();
                after = found.entry();
                if (plan.repeats() && sorted == null && !seen.add(ByteBuffer.wrap(found.position()))) {
                    continue;
                }
                Document document = read(found.document());
                if (matcher.matches(document, filter) && toSkip-- <= 0) {
                    next = document;
                    bytes += found.document().length;
                }
            }
            return next != null;
        }

        @Override
        public Document next() {
            if (!hasNext() || next == null) {
                throw new NoSuchElementException();
            }
            Document document = next;
            next = null;
            left--;
            return document;
        }
    }

    private Document read(byte[] document) {
        examined.increment();
        return Documents.read(document);
    }

    private Iterator<Plan.Found> found() {
        if (sorting.isEmpty()) {
            return plan.walk(after);
        }
        if (sorted == null) {
            sorted = sort();
        }
        return new Fetched(sorted);
    }

    /** Only keys and positions are held while sorting, and no more of them than are wanted. */
    private Iterator<byte[]> sort() {
        List<Ranked> all = new ArrayList<>();
        Iterator<Plan.Found> walk = plan.walk(null);
        while (walk.hasNext()) {
            Plan.Found found = walk.next();
            if (!plan.repeats() || seen.add(ByteBuffer.wrap(found.position()))) {
                Document document = read(found.document());
                if (matcher.matches(document, filter)) {
                    all.add(new Ranked(KeyPattern.sortKey(sorting, document), found.position()));
                }
            }
            if (keep < Integer.MAX_VALUE / 8 && all.size() > 4 * keep + 1_000) {
                cut(all);
            }
        }
        cut(all);
        return all.stream().map(Ranked::position).iterator();
    }

    private void cut(List<Ranked> all) {
        all.sort((a, b) -> Arrays.compareUnsigned(a.key, b.key));
        if (all.size() > keep) {
            all.subList((int) keep, all.size()).clear();
        }
    }

    private record Ranked(byte[] key, byte[] position) {}

    /** The documents at some positions; what is gone by now is left out. */
    private final class Fetched implements Iterator<Plan.Found> {
        private final Iterator<byte[]> positions;
        private Plan.@Nullable Found next;

        Fetched(Iterator<byte[]> positions) {
            this.positions = positions;
        }

        @Override
        public boolean hasNext() {
            while (next == null && positions.hasNext()) {
                byte[] position = positions.next();
                byte[] document = plan.documents().get(position);
                next = document == null ? null : new Plan.Found(position, position, document);
            }
            return next != null;
        }

        @Override
        public Plan.Found next() {
            if (!hasNext() || next == null) {
                throw new NoSuchElementException();
            }
            Plan.Found found = next;
            next = null;
            return found;
        }
    }
}
