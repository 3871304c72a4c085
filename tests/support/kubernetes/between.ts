import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { HoursOnServer } from "./workload-hours";

/** What is answered instead of the API server; `"nothing ever"` leaves the caller waiting. */
export type Instead = { readonly status: number; readonly text: string } | "nothing ever";

/**
 * Does something with an address that stands between the account of the hours and the API server.
 *
 * @param instead Answers some calls itself; what it has no answer to goes on to the server.
 */
export async function between<T>(
    hours: HoursOnServer,
    instead: (call: string) => Instead | undefined,
    use: (url: string) => Promise<T>,
): Promise<T> {
    const server = createServer((request, response) => {
        const { headers, method = "", url = "" } = request;
        const chunks: Buffer[] = [];
        request.on("data", (chunk: Buffer) => chunks.push(chunk));
        request.once("end", () => {
            const own = instead(`${method} ${url}`);
            if (own === "nothing ever") return;
            if (own !== undefined) {
                response.writeHead(own.status).end(own.text);
                return;
            }
            const text = Buffer.concat(chunks).toString();
            hours.as(method, url, text === "" ? undefined : JSON.parse(text), headers["content-type"]).then(
                ({ body, status }) => response.writeHead(status).end(JSON.stringify(body)),
                () => response.writeHead(502).end(),
            );
        });
    });
    await new Promise<void>(resolve => server.listen(0, "127.0.0.1", resolve));
    try {
        return await use(`http://127.0.0.1:${String((server.address() as AddressInfo).port)}`);
    } finally {
        server.closeAllConnections();
        server.close();
    }
}
