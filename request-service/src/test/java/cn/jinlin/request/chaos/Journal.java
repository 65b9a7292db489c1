package cn.jinlin.request.chaos;

import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import cn.jinlin.events.RequestEvent.OrderStatus;
import cn.jinlin.request.history.Answer;
import cn.jinlin.request.history.Answer.Call;
import cn.jinlin.request.history.Answer.Result.Acknowledged;

/** Every try of everybody, as it came back. */
final class Journal {
    /** A posted order's try: which order it made, only its title tells. */
    private record Posting(String title, Call call) {}

    private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
    private final Queue<Posting> postings = new ConcurrentLinkedQueue<>();
    private final Map<String, AtomicInteger> counts = new ConcurrentHashMap<>();

    void note(String what, Answer answer) {
        answers.add(answer);
        count(what, answer.call());
    }

    void posted(String title, Call call) {
        postings.add(new Posting(title, call));
        count("post", call);
    }

    private void count(String what, Call call) {
        String outcome = switch (call.result()) {
            case Acknowledged _ -> "done";
            case Answer.Result.Refused refused -> refused.code();
            case Answer.Result.Unknown _ -> "unknown";
        };
        counts.computeIfAbsent(what + " " + outcome, name -> new AtomicInteger()).incrementAndGet();
    }

    int count(String what) {
        return counts.getOrDefault(what, new AtomicInteger()).get();
    }

    Map<String, AtomicInteger> counts() {
        return counts;
    }

    /**
     * All tries. One that was told of an order which is not there names it by its title.
     *
     * @param orders the orders' ids by their titles
     */
    List<Answer> answers(Map<String, String> orders) {
        Stream<Answer> made = postings.stream()
                .filter(posting -> orders.containsKey(posting.title()) || posting.call().result() instanceof Acknowledged)
                .map(posting -> new Answer.Moved(orders.getOrDefault(posting.title(), posting.title()), OrderStatus.DRAFT,
                        posting.call()));
        return Stream.concat(made, answers.stream()).toList();
    }
}
