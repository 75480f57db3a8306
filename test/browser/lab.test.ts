// Labs on the page: one on each orchestrator, played to the end by two people who type, press, paste, take back, and lose the bot on the way.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import type { Browser, Page } from "playwright-core";
import { chromiumProgram, launchChromium, openPage } from "../support/browser.ts";
import { ADA, type Harbor, openHarbor } from "../support/harbor.ts";
import { PEOPLE, actAs, cardOf, openThread, press, signed, startLab, thread, type } from "./lab-hands.ts";

const program = chromiumProgram();
const inBrowser = program || process.env["CI"] ? describe : describe.skip;

const { ada, bo } = PEOPLE;

const AUTOSCALER = `apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: web
spec:
  scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: web }
  minReplicas: 2
  maxReplicas: 10
  metrics:
    - type: Resource
      resource:
        name: cpu
        target: { type: Utilization, averageUtilization: 50 }`;

inBrowser("a lab in Chromium (skipped where it is not installed)", () => {
  let harbor: Harbor;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    expect(program).toBeDefined();
    harbor = await openHarbor();
    await harbor.startBot();
    browser = await launchChromium(program ?? "");
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await harbor?.close();
  });
  beforeEach(async () => {
    page = await openPage(browser, `${harbor.url()}/?user=${ADA}`);
    // Two bots and a browser start on the way: on a busy machine that takes its time.
    page.setDefaultTimeout(20_000);
    await page.getByText("Ahoy! I am").waitFor();
  }, 30_000);
  afterEach(() => page.context().close());

  /** What the newest reply to a command shows. */
  const shows = async (person: string, command: string) => (await signed(page, person, command)).innerText();

  test("on Kubernetes: a pasted manifest, an undo, a restart in the middle, two people, and the debrief opens its lesson", async () => {
    const title = "The lunch rush at the harbor shop";
    const card = await startLab(page, "hpa-spike", title);
    expect(await card.innerText()).toMatch(/Your task: Keep p95 latency under 500 ms/);
    await openThread(page, card);

    await type(page, "kubectl get pods");
    expect(await shows(ada, "kubectl get pods")).toMatch(
      /NAME\s+READY\s+STATUS\s+RESTARTS\s+AGE\nweb-\S+\s+1\/1\s+Running/,
    );
    await type(page, `\`\`\`\n${AUTOSCALER}\n\`\`\``);
    expect(await shows(ada, "kubectl apply -f -")).toContain("horizontalpodautoscaler.autoscaling/web created");

    await actAs(page, bo, title);
    await type(page, "kubectl delete hpa web");
    expect(await shows(bo, "kubectl delete hpa web")).toContain("deleted");
    await press(page, "Undo");
    await thread(page).getByText(`@${bo} took back kubectl delete hpa web. It is 0:01 again.`).waitFor();
    await press(page, "Wait 5 minutes");
    expect(await shows(bo, "wait 5m")).toContain("5m passed; it is 05:01.");

    await harbor.killBot();
    await harbor.startBot();
    await press(page, "Wait 5 minutes");
    const rush = await signed(page, bo, "wait 5m", /Meanwhile, until 10:01/);
    expect(await rush.innerText()).toMatch(/the HPA set web to \d+ replicas/);
    expect(await rush.locator("svg").count()).toBeGreaterThan(0);

    await press(page, "Finish");
    await thread(page)
      .getByText(/Only @Ada Okafor, who started this lab/)
      .waitFor();
    await actAs(page, ada, title);
    await press(page, "Finish");
    await thread(page).getByRole("heading", { name: "Debrief: passed" }).waitFor();
    expect(await shows(ada, "finish")).toMatch(/Passed: the level held in 9\d.* of the readings/);
    await (await cardOf(page, title)).getByText("This lab is over: its thread has the debrief.").waitFor();
    await thread(page)
      .getByRole("button", { name: /^Read: .*Autoscaling/i })
      .first()
      .click();
    await page.getByRole("dialog", { name: /Autoscaling/ }).waitFor();
    await page.keyboard.press("Escape");
  }, 60_000);

  test("on Swarm: docker's own output, a Compose file in the form with its error, and a second person who scales", async () => {
    const title = "The lunch rush, on Swarm";
    await openThread(page, await startLab(page, "swarm-rush", title));
    await type(page, "docker service ls");
    expect(await shows(ada, "docker service ls")).toMatch(/NAME\s+MODE\s+REPLICAS[^]*web\s+replicated\s+2\/2/);

    await press(page, "Paste a Compose file");
    const form = page.getByRole("dialog", { name: "Paste into the lab" });
    const field = form.getByRole("textbox", { name: "Compose file" });
    const compose = "services:\n  cache:\n    image: harbor-shop/web:1.4\n    replicas: 1\n";
    await field.fill(compose);
    await form.getByRole("textbox", { name: /^File name/ }).fill("shop.yaml");
    await form.getByRole("button", { name: "Apply" }).click();
    await form.getByText("Line 4: services.cache Additional property replicas is not allowed").waitFor();
    expect(await field.inputValue()).toBe(compose);
    await field.fill(compose.replace("    replicas: 1\n", ""));
    await form.getByRole("button", { name: "Apply" }).click();
    await form.waitFor({ state: "detached" });
    expect(await shows(ada, "docker stack deploy -c shop.yaml shop")).toContain("Creating service shop_cache");
    await type(page, "docker stack rm shop");
    await signed(page, ada, "docker stack rm shop");

    await type(page, "wait 4m");
    await signed(page, ada, "wait 4m");
    await actAs(page, bo, title);
    await type(page, "docker service scale web=10");
    expect(await shows(bo, "docker service scale web=10")).toContain("verify: Service web converged");
    await type(page, "wait 12m");
    await signed(page, bo, "wait 12m");
    await type(page, "docker service scale web=2");
    await signed(page, bo, "docker service scale web=2");
    await actAs(page, ada, title);
    await press(page, "Finish");
    await thread(page).getByRole("heading", { name: "Debrief: passed" }).waitFor();
    expect(await shows(ada, "finish")).toMatch(/task-hours/);
  }, 60_000);

  test("on Mesos: an app's JSON, a restart between the commands of two people, and the debrief", async () => {
    const title = "The lunch rush, with Marathon and a busy neighbour";
    await openThread(page, await startLab(page, "mesos-rush", title));
    await press(page, "Apps");
    expect(await shows(ada, "dcos marathon app list")).toMatch(/ID\s+MEM[^]*\/web/);
    await type(page, "wait 3m");
    await signed(page, ada, "wait 3m");
    await type(page, 'PUT /v2/apps/web\n```\n{ "instances": 8 }\n```');
    expect(await shows(ada, "PUT /v2/apps/web")).toContain('"deploymentId"');

    await harbor.stopBot();
    await harbor.startBot();
    await actAs(page, bo, title);
    await type(page, "wait 13m");
    expect(await shows(bo, "wait 13m")).toMatch(/Meanwhile, until 16:0\d/);
    await type(page, "dcos marathon app update /web instances=2");
    expect(await shows(bo, "dcos marathon app update /web instances=2")).toMatch(/Created deployment/);
    await actAs(page, ada, title);
    await press(page, "Finish");
    await thread(page).getByRole("heading", { name: "Debrief: passed" }).waitFor();
    expect(await shows(ada, "finish")).toMatch(/instance-hours/);
  }, 60_000);
});
