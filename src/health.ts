/** `/health` for whoever watches the process: 200 while it is connected to Slack, 503 while it is not. */
import { type Server, createServer } from "node:http";
import type { AddressInfo } from "node:net";

export type Health = { url: string; close(): Promise<void> };

const USUAL_PORT = 3000;
const TRIES = 50;

/** Listens on 127.0.0.1. Rejects with one clear sentence when the asked port is taken; without one it takes 3000 or the next free. */
export async function serveHealth(port: number | undefined, isConnected: () => boolean): Promise<Health> {
  const began = Date.now();
  const server = createServer((request, response) => {
    const isHealth = request.url === "/health";
    const connected = isConnected();
    const status = isHealth ? (connected ? 200 : 503) : 404;
    response.writeHead(status, { "content-type": "application/json" });
    const uptimeSeconds = Math.round((Date.now() - began) / 1000);
    response.end(
      JSON.stringify(
        isHealth ? { ok: connected, connected, uptimeSeconds } : { ok: false, error: "there is only /health" },
      ),
    );
  });
  const first = port ?? USUAL_PORT;
  for (let candidate = first; candidate <= first + (port === undefined ? TRIES : 0); candidate += 1) {
    if (!(await listen(server, candidate))) continue;
    const { port: taken } = server.address() as AddressInfo;
    return {
      url: `http://127.0.0.1:${taken}/health`,
      close: () => new Promise((resolve) => server.close(() => resolve())),
    };
  }
  throw new Error(`Port ${first} on 127.0.0.1 is taken: free it, or set PORT to another.`);
}

/** False when the port is taken. */
function listen(server: Server, port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const onError = (error: NodeJS.ErrnoException) => (error.code === "EADDRINUSE" ? resolve(false) : reject(error));
    server.once("error", onError);
    server.listen(port, "127.0.0.1", () => {
      server.off("error", onError);
      resolve(true);
    });
  });
}
