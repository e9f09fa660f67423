// The phone line of a bicycle shop, as a server in Node.
import { createServer } from "node:http";

const menu = `
  <Gather numDigits="1" action="/choice">
    <Say>Welcome to Harbor Bikes. For sales press 1. For our address press 2.</Say>
  </Gather>
  <Say>Thank you for calling. Goodbye.</Say>`;

const choices = {
  1: "<Say>One moment.</Say><Dial>+14155550100</Dial>",
  2: "<Say>We are at 14 Harbor Street. Goodbye.</Say>",
};

createServer(async (request, response) => {
  let body = "";
  for await (const piece of request) body += piece;
  const digits = new URLSearchParams(body).get("Digits");
  const wrong = "<Say>That is not one of the choices.</Say><Redirect>/voice</Redirect>";
  const verbs = request.url === "/voice" ? menu : (choices[digits] ?? wrong);
  response.setHeader("Content-Type", "text/xml");
  response.end(`<Response>${verbs}</Response>`);
}).listen(3000, "127.0.0.1");
