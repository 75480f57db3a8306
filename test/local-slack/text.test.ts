// What a person types is mangled as Slack mangles it.
import { expect, test } from "@jest/globals";
import { typedText } from "../../src/local-slack/text.ts";

const names = {
  people: [
    { id: "U1", name: "ada" },
    { id: "U2", name: "shipmate" },
  ],
  channels: [{ id: "C1", name: "random" }],
};

test.each<[typed: string, arrives: string]>([
  ["a < b && c > d", "a &lt; b &amp;&amp; c &gt; d"],
  ["see http://x.y/a?b=1&c=2.", "see <http://x.y/a?b=1&amp;c=2>."],
  ["(https://kubernetes.io/docs)", "(<https://kubernetes.io/docs>)"],
  [
    "kubectl set image deployment/web web=registry.k8s.io/nginx:1.2",
    "kubectl set image deployment/web web=<http://registry.k8s.io/nginx:1.2|registry.k8s.io/nginx:1.2>",
  ],
  ["image: ghcr.io/acme/web:v1", "image: <http://ghcr.io/acme/web:v1|ghcr.io/acme/web:v1>"],
  ["run setup.sh now", "run <http://setup.sh|setup.sh> now"],
  ["web.yaml and 1.2.3 and web.default.svc.cluster.local", "web.yaml and 1.2.3 and web.default.svc.cluster.local"],
  ["@Shipmate, why?", "<@U2>, why?"],
  ["@ada. @nobody user@ada", "<@U1>. @nobody user@ada"],
  ["write to ada@harbor.com!", "write to <mailto:ada@harbor.com|ada@harbor.com>!"],
  ["@channel @here", "<!channel> <!here>"],
  ["in #random and #nowhere, C#", "in <#C1|random> and #nowhere, C#"],
  ["<@U2> typed by hand", "&lt;@U2&gt; typed by hand"],
  ["app.kubernetes.io/name=web", "<http://app.kubernetes.io/name=web|app.kubernetes.io/name=web>"],
  [
    "`docker.io/nginx` ```\nimage: docker.io/nginx\n```",
    "`<http://docker.io/nginx|docker.io/nginx>` ```\nimage: <http://docker.io/nginx|docker.io/nginx>\n```",
  ],
  ["replicas: 3\n  - name: a", "replicas: 3\n  - name: a"],
])("%s", (typed, arrives) => {
  expect(typedText(typed, names)).toBe(arrives);
});
