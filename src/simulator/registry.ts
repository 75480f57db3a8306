/** What registries have. Nobody can list them all, so it is told by the repository: which of them there are is known, and which tags, guessed. */

/** Repositories of Docker Hub and registry.k8s.io that people try things with. */
const WELL_KNOWN = new Set(
  (
    "alpine amazonlinux apache/kafka bitnami/kubectl busybox caddy cassandra centos couchdb curlimages/curl debian eclipse-temurin elasticsearch " +
    "envoyproxy/envoy fedora fluent/fluent-bit fluentd ghost golang grafana/grafana grafana/loki haproxy hashicorp/http-echo hello-world httpd influxdb " +
    "jenkins/jenkins kibana kong mariadb memcached minio/minio mongo mysql nats nextcloud nginx nginxdemos/hello node openjdk php polinux/stress postgres " +
    "prom/alertmanager prom/node-exporter prom/prometheus python rabbitmq redis registry registry.k8s.io/busybox registry.k8s.io/e2e-test-images/agnhost " +
    "registry.k8s.io/hpa-example registry.k8s.io/nginx registry.k8s.io/pause rockylinux ruby rust tomcat traefik traefik/whoami ubuntu valkey/valkey " +
    "vault wordpress zookeeper"
  ).split(" "),
);

/** Tags that such repositories have: a version, or one of these words, each with more words behind it. */
const PLAUSIBLE =
  /^(?:v?\d+(?:\.\d+)*|latest|stable|mainline|edge|lts|current|alpine|slim|bookworm|trixie|perl|jammy|noble)(?:-[\w.]+)*$/;

/** `docker.io/library/nginx:1.27@sha256:...` -> nginx and 1.27; without a tag it is the latest. */
function partsOf(image: string): { repository: string; tag: string } {
  const [name = ""] = image.split("@");
  const [, path = name, tag = "latest"] = /^(.*?)(?::([^/:]+))?$/.exec(name) ?? [];
  return { repository: path.replace(/^(?:index\.)?docker\.io\//, "").replace(/^library\//, ""), tag };
}

export const repositoryOf = (image: string): string => partsOf(image).repository;

/** Whether an image can be pulled: any of the `own` repositories, and of the well-known ones what looks like a tag. */
export function createRegistry(own: ReadonlySet<string>): (image: string) => boolean {
  return (image) => {
    const { repository, tag } = partsOf(image);
    return own.has(repository) || (WELL_KNOWN.has(repository) && PLAUSIBLE.test(tag));
  };
}
