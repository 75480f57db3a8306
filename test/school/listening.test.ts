import { describe, expect, test } from "@jest/globals";
import { isLabMessage } from "../../src/lab/is-lab-message.ts";
import { type Heard, type Thread, hear, readRequest } from "../../src/school/listening.ts";
import { chatter } from "../support/chatter.ts";

const BOT = "UBOT";
const isLabCommand = (text: string) => text.startsWith("kubectl ");
const thread: Thread = { kind: "ask", startedBy: "UADA", muted: false };
const message = (text: string, more: Partial<Heard> = {}): Heard => ({
  team: "T1",
  channel: "C1",
  user: "UADA",
  ts: "2.0",
  threadTs: "1.0",
  text,
  isDirect: false,
  isMention: text.includes(`<@${BOT}`),
  ...more,
});

describe("what somebody wants", () => {
  test.each([
    ["", { kind: "help" }],
    ["help", { kind: "help" }],
    ["Help!", { kind: "help" }],
    ["ask why is my pod Pending?", { kind: "ask", text: "why is my pod Pending?" }],
    ["ask", { kind: "help" }],
    ["learn", { kind: "learn", topic: "" }],
    ["learn docker swarm", { kind: "learn", topic: "docker swarm" }],
    ["constructor injection?", { kind: "ask", text: "constructor injection?" }],
    ["review", { kind: "review" }],
    ["review my manifest: is it right?", { kind: "ask", text: "review my manifest: is it right?" }],
    ["pause", { kind: "pause" }],
    ["resume", { kind: "resume" }],
    ["pause containers: how?", { kind: "ask", text: "pause containers: how?" }],
    ["help me understand quorum", { kind: "ask", text: "help me understand quorum" }],
    ["  what is a pod?\n", { kind: "ask", text: "what is a pod?" }],
  ])("%j", (text, expected) => {
    expect(readRequest(text)).toEqual(expected);
  });
});

describe("who is meant", () => {
  test("a mention is, anywhere, without its mark-up", () => {
    expect(hear(message(`<@${BOT}> what is a pod?`, { threadTs: undefined }), undefined, BOT, isLabCommand)).toEqual({
      kind: "ask",
      text: "what is a pod?",
    });
    expect(
      hear(message(`hey <@${BOT}|shipmate> what is a pod?`, { user: "UBO" }), undefined, BOT, isLabCommand),
    ).toMatchObject({
      kind: "ask",
    });
  });

  test("everything in a direct message is", () => {
    expect(
      hear(message("what is a pod?", { isDirect: true, threadTs: undefined }), undefined, BOT, isLabCommand),
    ).toEqual({
      kind: "ask",
      text: "what is a pod?",
    });
  });

  test.each([
    "and how does it scale down?",
    "What about Swarm — does it autoscale?",
    "thanks! why 300 seconds?",
    "show me an example",
    "ok, can I change that per HPA?",
  ])("a question of the asker's in the thread may be: %s", (text) => {
    expect(hear(message(text), thread, BOT, isLabCommand)).toEqual({ kind: "maybe-follow-up", text });
  });

  test.each([
    ["of somebody else", message("and how does it scale down?", { user: "UBO" }), thread],
    ["in a muted thread", message("and how does it scale down?"), { ...thread, muted: true }],
    ["in a thread that is not ours", message("and how does it scale down?"), undefined],
    ["in a lab's thread", message("and how does it scale down?"), { ...thread, kind: "lab" as const }],
    ["outside threads", message("how does it scale down?", { threadTs: undefined }), undefined],
    ["to a person", message("Bo, how does it scale down?"), thread],
    ["to a mentioned person", message("<@UBO> how does it scale down?"), thread],
    ["to everybody", message("does anyone know how it scales down?".replace("does anyone", "anyone")), thread],
  ])("a question %s is not", (_, heard, where) => {
    expect(hear(heard, where, BOT, isLabCommand)).toEqual({ kind: "silent" });
  });

  test("in a lab's thread, what is typed for the cluster is a command, from anybody, and talk is not", () => {
    const lab: Thread = { kind: "lab", startedBy: "UADA", muted: false };
    expect(hear(message("kubectl get pods", { user: "UBO" }), lab, BOT, isLabCommand)).toEqual({
      kind: "lab-command",
      text: "kubectl get pods",
    });
    expect(hear(message("shall we scale it?"), lab, BOT, isLabCommand)).toEqual({ kind: "silent" });
    expect(hear(message(`<@${BOT}> what is a pod?`), lab, BOT, isLabCommand)).toEqual({
      kind: "ask",
      text: "what is a pod?",
    });
    expect(hear(message("kubectl get pods"), thread, BOT, isLabCommand)).toEqual({ kind: "silent" });
  });

  test.each([
    "why pdb",
    "why PDB web?",
    "why update",
    "why rollout is stuck",
    "Why pods Pending",
    "why deployment web",
    "why node worker-1 NotReady",
  ])("in a lab's thread `%s` is typed as its own words are, by anybody, and is always answered", (text) => {
    const lab: Thread = { kind: "lab", startedBy: "UADA", muted: false };
    const heard = message(text, { user: "UBO" });
    expect(hear(heard, lab, BOT, isLabCommand)).toEqual({ kind: "ask", text });
    expect(hear(heard, { ...lab, muted: true }, BOT, isLabCommand)).toEqual({ kind: "silent" });
    // Elsewhere it is what people say.
    expect(hear(heard, thread, BOT, isLabCommand).kind).toBe("silent");
  });

  test.each([
    "why not?",
    "why is everybody so quiet?",
    "why would we do that",
    "why update this now",
    "why pods, please?",
    "why node failures scare me",
    "why service teams hate their own alerts on a Friday afternoon",
    "why <@UBO> node",
  ])("and `%s` is what people say to each other there", (text) => {
    const lab: Thread = { kind: "lab", startedBy: "UADA", muted: false };
    expect(hear(message(text, { user: "UBO" }), lab, BOT, isLabCommand)).toEqual({ kind: "silent" });
  });

  test.each(["help kubectl scale", "help rollout undo", "help top pods", "help wait", "help"])(
    "in a lab's thread `%s` is for the lab",
    (text) => {
      const lab: Thread = { kind: "lab", startedBy: "UADA", muted: false };
      expect(hear(message(text, { user: "UBO" }), lab, BOT, isLabMessage)).toEqual({ kind: "lab-command", text });
      expect(hear(message("help me please"), lab, BOT, isLabMessage)).toEqual({ kind: "silent" });
      expect(hear(message("help wait for Bo"), lab, BOT, isLabMessage)).toEqual({ kind: "silent" });
    },
  );

  test("fifty lines of chatter by others get no reply, and none is even recorded", () => {
    expect(chatter.length).toBeGreaterThanOrEqual(50);
    for (const text of chatter)
      expect([text, hear(message(text, { user: "UBO" }), thread, BOT, isLabCommand).kind]).toEqual([text, "silent"]);
  });
});
