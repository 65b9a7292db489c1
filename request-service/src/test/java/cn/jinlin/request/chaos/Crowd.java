package cn.jinlin.request.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Semaphore;

/** Everybody in the district at once: members by themselves, and an officer for every order. */
final class Crowd implements AutoCloseable {
    /** Orders that a community sees to at a time. */
    private static final int DESKS = 6;

    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean open = true;

    static Crowd of(People people, long seed, Errands errands, Journal journal) {
        Crowd crowd = new Crowd();
        Board board = new Board();
        for (String memberId : people.members()) {
            Volunteer volunteer = new Volunteer(memberId, people, board, errands, journal,
                    new Random(seed ^ memberId.hashCode()));
            crowd.begin(() -> volunteer.live(() -> crowd.open));
        }
        for (String community : people.communities()) {
            Random random = new Random(seed ^ community.hashCode());
            Semaphore desks = new Semaphore(DESKS);
            crowd.begin(() -> {
                while (crowd.open) {
                    desks.acquireUninterruptibly();
                    Officer officer = new Officer(Desk.of(community, people, board, errands, journal,
                            new Random(random.nextLong()), () -> crowd.open));
                    crowd.begin(() -> {
                        officer.seeThrough();
                        desks.release();
                    });
                    Pace.between(random, 1_500, 3_000);
                }
            });
        }
        return crowd;
    }

    private void begin(Runnable life) {
        synchronized (threads) {
            threads.add(Thread.startVirtualThread(life));
        }
    }

    private List<Thread> all() {
        synchronized (threads) {
            return List.copyOf(threads);
        }
    }

    /** Nothing new is begun; what is under way is seen through. Says how many did not come to an end in time. */
    long goHome(Duration patience) throws InterruptedException {
        open = false;
        long end = System.nanoTime() + patience.toNanos();
        for (Thread thread : all()) {
            thread.join(Duration.ofNanos(Math.max(1, end - System.nanoTime())));
        }
        return all().stream().filter(Thread::isAlive).count();
    }

    @Override
    public void close() {
        open = false;
        all().forEach(Thread::interrupt);
    }
}
