// The opening hours of a bicycle shop. Only where tests run, CLOCK=header lets a request tell the time.
import { createServer } from "node:http";

createServer((request, response) => {
  const told = process.env.CLOCK === "header" && request.headers["x-clock"];
  const now = told ? new Date(told) : new Date();
  const hour = Number(now.toLocaleString("en-US", { hour: "numeric", hourCycle: "h23", timeZone: "America/Chicago" }));
  const words = hour >= 9 && hour < 18 ? "We are open until 6 P.M." : "We are closed.";
  response.setHeader("Content-Type", "text/xml");
  response.end(`<Response><Say>${words}</Say></Response>`);
}).listen(3000, "127.0.0.1");
