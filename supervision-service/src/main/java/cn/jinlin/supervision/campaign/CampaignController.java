package cn.jinlin.supervision.campaign;

import java.net.URI;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import cn.jinlin.events.SupervisionEvent.CampaignStatus;
import cn.jinlin.events.SupervisionEvent.Office;
import cn.jinlin.events.SupervisionEvent.TargetKind;
import cn.jinlin.kit.body.Body;
import cn.jinlin.kit.domain.Invalid;
import cn.jinlin.kit.security.Allowed;
import cn.jinlin.kit.security.Caller;
import cn.jinlin.kit.security.Role;
import cn.jinlin.kit.store.RequestKey;
import cn.jinlin.kit.store.Versioned;
import cn.jinlin.kit.web.Answers;
import cn.jinlin.kit.web.Cursor;
import cn.jinlin.kit.web.IfMatch;
import cn.jinlin.kit.web.Limit;
import cn.jinlin.kit.web.Page;
import cn.jinlin.supervision.campaign.CampaignBodies.AssignmentBody;
import cn.jinlin.supervision.campaign.CampaignBodies.CampaignLine;
import cn.jinlin.supervision.campaign.CampaignBodies.CampaignView;
import cn.jinlin.supervision.campaign.CampaignBodies.CancellationBody;
import cn.jinlin.supervision.campaign.CampaignBodies.ClosingBody;
import cn.jinlin.supervision.campaign.CampaignBodies.DrawBody;
import cn.jinlin.supervision.campaign.CampaignBodies.DrawView;
import cn.jinlin.supervision.campaign.CampaignBodies.NewCampaign;
import cn.jinlin.supervision.campaign.CampaignBodies.VerificationView;
import cn.jinlin.supervision.place.Scope;

/** Campaigns: run by the offices that take part, read by all offices and the district. */
@RestController
@RequestMapping("/api/v1/campaigns")
class CampaignController {
    private final CampaignDesk desk;
    private final Scope scope;

    CampaignController(CampaignDesk desk, Scope scope) {
        this.desk = desk;
        this.scope = scope;
    }

    @PostMapping
    @Allowed(Role.SUPERVISOR)
    ResponseEntity<CampaignView> plan(Caller caller, RequestKey key, @RequestBody Body<NewCampaign> body) {
        Office office = scope.office(caller);
        NewCampaign planned = body.read();
        planned.check();
        if (!planned.offices().contains(office)) {
            throw Invalid.field("offices", "NOT_YOUR_OFFICE", office.name());
        }
        Versioned<Campaign> made = desk.plan(planned.plan(key.firstId(), caller.subject(), desk.plannedAt(planned.until())), key);
        return Answers.made(URI.create("/api/v1/campaigns/" + made.state().plan().campaignId()), made, view(made));
    }

    @GetMapping("/{campaignId}")
    @Allowed({Role.SUPERVISOR, Role.DISTRICT_ADMIN})
    ResponseEntity<CampaignView> get(@PathVariable String campaignId) {
        return answer(desk.get(campaignId));
    }

    /** The newest first. */
    @GetMapping
    @Allowed({Role.SUPERVISOR, Role.DISTRICT_ADMIN})
    Page<CampaignLine> list(@RequestParam(required = false) @Nullable CampaignStatus status,
            @RequestParam(required = false) @Nullable String cursor, Limit limit) {
        List<CampaignLine> found = desk.page(Optional.ofNullable(status), Cursor.decode(cursor, 1).stream().findFirst(),
                limit.value() + 1).stream().map(campaign -> CampaignLine.of(campaign.state())).toList();
        boolean more = found.size() > limit.value();
        List<CampaignLine> shown = more ? found.subList(0, limit.value()) : found;
        return new Page<>(shown, more ? Cursor.encode(shown.getLast().campaignId()) : null);
    }

    @PostMapping("/{campaignId}/draw")
    @Allowed(Role.SUPERVISOR)
    ResponseEntity<CampaignView> draw(Caller caller, @PathVariable String campaignId, RequestKey key,
            @RequestBody Body<DrawBody> body) {
        requirePart(caller, campaignId);
        return answer(desk.draw(campaignId, Optional.ofNullable(body.read().seed()), caller.subject(), key));
    }

    /** All that the draw rests on, with the risk of each candidate explained. */
    @GetMapping("/{campaignId}/draw")
    @Allowed({Role.SUPERVISOR, Role.DISTRICT_ADMIN})
    DrawView drawing(@PathVariable String campaignId) {
        return DrawView.of(desk.verify(campaignId).draw());
    }

    /** Draws once more from what was recorded and compares; changes nothing. */
    @GetMapping("/{campaignId}/draw/verification")
    @Allowed({Role.SUPERVISOR, Role.DISTRICT_ADMIN})
    VerificationView verify(@PathVariable String campaignId) {
        return VerificationView.of(desk.verify(campaignId));
    }

    @PutMapping("/{campaignId}/targets/{kind}/{targetId}/office")
    @Allowed(Role.SUPERVISOR)
    ResponseEntity<CampaignView> assign(Caller caller, @PathVariable String campaignId, @PathVariable TargetKind kind,
            @PathVariable String targetId, RequestKey key, IfMatch ifMatch, @RequestBody Body<AssignmentBody> body) {
        requirePart(caller, campaignId);
        return answer(desk.assign(campaignId, kind, targetId, body.read().office(), key, ifMatch::check));
    }

    @PostMapping("/{campaignId}/closing")
    @Allowed(Role.SUPERVISOR)
    ResponseEntity<CampaignView> close(Caller caller, @PathVariable String campaignId, RequestKey key, IfMatch ifMatch,
            @RequestBody Body<ClosingBody> body) {
        requirePart(caller, campaignId);
        String summary = body.read().summary();
        return answer(desk.close(campaignId, caller.subject(), summary == null ? "" : summary, key, ifMatch::check));
    }

    @PostMapping("/{campaignId}/cancellation")
    @Allowed(Role.SUPERVISOR)
    ResponseEntity<CampaignView> cancel(Caller caller, @PathVariable String campaignId, RequestKey key, IfMatch ifMatch,
            @RequestBody Body<CancellationBody> body) {
        requirePart(caller, campaignId);
        return answer(desk.cancel(campaignId, caller.subject(), body.read().reason(), key, ifMatch::check));
    }

    private void requirePart(Caller caller, String campaignId) {
        Office office = scope.office(caller);
        desk.get(campaignId).state().plan().requirePart(office);
    }

    private ResponseEntity<CampaignView> answer(Versioned<Campaign> campaign) {
        return Answers.ok(campaign, view(campaign));
    }

    private CampaignView view(Versioned<Campaign> campaign) {
        return CampaignView.of(campaign.state(), desk.progress(campaign.state()));
    }
}
