// Plays one hour of service, from report to credit, against a running suite: node dist/play.js http://127.0.0.1:8080
import createClient, { type Client } from "openapi-fetch";
import type { components, paths } from "./jinlin.js";

type Problem = components["schemas"]["Problem"];
type Role = components["schemas"]["TokenWish"]["roles"][number];
type Wish = Omit<components["schemas"]["TokenWish"], "roles">;

const gateway = process.argv[2] ?? "http://127.0.0.1:8080";
const communityId = "350211102006";
const pause = (ms: number) => new Promise(done => setTimeout(done, ms));

/** What the call answered; anything else than success ends the play. */
async function of<T>(call: Promise<{ data?: T; error?: unknown; response: Response }>): Promise<T> {
  const { data, error, response } = await call;
  if (!response.ok) throw new Error(`${response.url} ${response.status} ${JSON.stringify(error)}`);
  return data as T;
}

/** The call is refused with this code. */
async function refused(call: Promise<{ error?: unknown; response: Response }>, code: string): Promise<void> {
  const { error, response } = await call;
  const problem = error as Problem | undefined;
  if (problem?.code !== code) throw new Error(`expected ${code}: ${response.status} ${JSON.stringify(error)}`);
}

/** Asks again for as long as a view is a moment behind. */
async function soon<T>(ask: () => Promise<T>, enough: (answer: T) => boolean): Promise<T> {
  for (let tries = 0; ; tries++) {
    try {
      const answer = await ask();
      if (enough(answer) || tries > 300) return answer;
    } catch (failure) {
      if (tries > 300) throw failure;
    }
    await pause(200);
  }
}

async function as(role: Role, wish: Wish = {}): Promise<Client<paths>> {
  const { access_token } = await of(createClient<paths>({ baseUrl: gateway })
    .POST("/dev/token", { body: { roles: [role], ...wish } }));
  return createClient<paths>({ baseUrl: gateway, headers: { Authorization: `Bearer ${access_token}` } });
}

const step = (text: string) => console.log(`  ${text}`);
const district = await as("DISTRICT_ADMIN");
const officer = await as("COMMUNITY_OFFICER", { communityIds: [communityId] });

await of(district.PUT("/api/v1/communities/{communityId}", { params: { path: { communityId } }, body: {
  name: "双乐社区居委会", subdistrictCode: "350211102", subdistrictName: "灌口镇",
  location: { longitude: 117.9973, latitude: 24.6078 },
  compounds: [{ compoundId: "350211102006-a", name: "一号小区" }, { compoundId: "350211102006-b", name: "二号小区" }] } }));
const { unitId } = await of(district.POST("/api/v1/units", { body: {
  name: "集美区城市管理局", kind: "GOVERNMENT", location: { longitude: 118.097, latitude: 24.576 } } }));
await of(district.PUT("/api/v1/units/{unitId}/partner-communities/{communityId}", {
  params: { path: { unitId, communityId } }, body: { kind: "PARTNER" } }));
step(`unit ${unitId} is tied to ${communityId}`);

const liaison = await as("UNIT_LIAISON", { unitId });
const { memberId } = await of(liaison.POST("/api/v1/members", { body: {
  kind: "PARTY_MEMBER", name: "林晓明", phone: "139" + String(Date.now()).slice(-8), unitId, skills: ["搬运"] } }));
const member = await as("MEMBER", { memberId, unitId });
const kind = "unit-community";
await of(member.PUT("/api/v1/members/{memberId}/registrations/{kind}", {
  params: { path: { memberId, kind } }, body: { communityId } }));
await of(officer.POST("/api/v1/members/{memberId}/registrations/{kind}/decision", {
  params: { path: { memberId, kind } }, body: { decision: "CONFIRMED" } }));
step(`member ${memberId} is registered`);

const at = (seconds: number) => new Date(Date.now() + seconds * 1000).toISOString();
const { orderId } = await of(officer.POST("/api/v1/orders", { body: {
  communityId, title: "清理楼道杂物", category: "CLEAN_HOME", startsAt: at(6), endsAt: at(7206),
  capacity: { min: 1, max: 2 }, audience: "DISTRICT" } }));
const order = { params: { path: { orderId } } };
await of(officer.POST("/api/v1/orders/{orderId}/publication", order));
await soon(() => of(member.POST("/api/v1/orders/{orderId}/claims", { ...order, body: {} })), () => true);
await refused(member.POST("/api/v1/orders/{orderId}/claims", { ...order, body: {} }), "ALREADY_CLAIMED");
await of(member.POST("/api/v1/orders/{orderId}/check-ins", { ...order, body: {} }));
await refused(member.POST("/api/v1/orders/{orderId}/credits", { ...order, body: { code: "too-early" } }), "NOT_ACCEPTED");
step(`order ${orderId} is claimed and attended`);

await soon(() => of(officer.GET("/api/v1/orders/{orderId}", order)), answer => answer.status === "IN_PROGRESS");
await of(officer.POST("/api/v1/orders/{orderId}/completion", { ...order, body: {
  summary: "楼道与空地已清理干净", outcomes: [{ metric: "debris", quantity: 28, unit: "truckload" }], photos: [] } }));
await of(officer.POST("/api/v1/orders/{orderId}/acceptance", { ...order, body: {
  verdict: "ACCEPTED", participants: [{ memberId, verdict: "SERVED", minutes: 120 }], comment: "" } }));
const { code } = await of(officer.GET("/api/v1/orders/{orderId}/credit-code", order)) as { code: string };
const credit = await of(member.POST("/api/v1/orders/{orderId}/credits", { ...order, body: { code } }));
await refused(member.POST("/api/v1/orders/{orderId}/credits", { ...order, body: { code } }), "ALREADY_CREDITED");
step(`${credit.minutes} minutes are credited`);

const record = await soon(() => of(member.GET("/api/v1/members/{memberId}/service-record", { params: { path: { memberId } } })),
  answer => answer.verifiedMinutes === 120);
if (record.verifiedMinutes !== 120) throw new Error(`the record says ${record.verifiedMinutes}`);
const home = await of(member.GET("/api/v1/me/home"));
if (home.memberId !== memberId) throw new Error(JSON.stringify(home));
const supervisor = await as("SUPERVISOR", { office: "EFFICIENCY" });
const board = await soon(() => of(supervisor.GET("/api/v1/coverage")),
  answer => answer.items.some(item => item.communityId === communityId && (item.verifiedMinutes ?? 0) > 0));
if (!board.items.some(item => item.communityId === communityId && (item.verifiedMinutes ?? 0) > 0)) throw new Error("not on the board");
console.log("The TypeScript client played the whole flow.");
