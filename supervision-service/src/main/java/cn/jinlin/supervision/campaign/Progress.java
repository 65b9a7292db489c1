package cn.jinlin.supervision.campaign;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import cn.jinlin.events.SupervisionEvent.Office;
import cn.jinlin.events.SupervisionEvent.Target;
import cn.jinlin.supervision.campaign.Campaign.Assigned;
import cn.jinlin.supervision.inspection.Inspection;

/** How far a campaign has come: which of its targets were seen, counted from the inspections themselves. */
public record Progress(List<Seen> targets) {
    public Progress {
        targets = List.copyOf(targets);
    }

    /** A target, and the latest inspection of it in this campaign. */
    public record Seen(Assigned assigned, Optional<Inspection> latest) {
        public boolean done() {
            return latest.isPresent();
        }
    }

    /** What one office has to look at. */
    public record Share(Office office, int targets, int inspected) {}

    static Progress of(List<Assigned> targets, List<Inspection> inspections) {
        Map<String, Inspection> latest = inspections.stream().collect(Collectors.toMap(each -> key(each.target()), each -> each,
                (a, b) -> at(a).isAfter(at(b)) ? a : b));
        return new Progress(targets.stream()
                .map(each -> new Seen(each, Optional.ofNullable(latest.get(key(each.pick().target()))))).toList());
    }

    public int inspected() {
        return (int) targets.stream().filter(Seen::done).count();
    }

    public int left() {
        return targets.size() - inspected();
    }

    public List<Share> byOffice() {
        return targets.stream().collect(Collectors.groupingBy(seen -> seen.assigned().office())).entrySet().stream()
                .map(each -> new Share(each.getKey(), each.getValue().size(),
                        (int) each.getValue().stream().filter(Seen::done).count()))
                .sorted(Comparator.comparing(Share::office)).toList();
    }

    private static Instant at(Inspection inspection) {
        return inspection.visit().inspectedAt();
    }

    private static String key(Target target) {
        return target.kind() + ":" + target.targetId();
    }
}
