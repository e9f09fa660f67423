// The phone line of a bicycle shop, as a server behind a proxy that terminates TLS, and a gateway that wants a key.
import { createHmac } from "node:crypto";
import { createServer } from "node:http";

const { TWILIO_AUTH_TOKEN, GATEWAY_KEY } = process.env;

const documents = {
  "/voice": '<Say>Welcome to Harbor Bikes.</Say><Redirect method="POST">/today</Redirect>',
  "/later": "<Say>Please call later.</Say>",
  "/status": "",
};

function isSigned({ headers, url }, form) {
  const address = `${headers["x-forwarded-proto"]}://${headers.host}${url}`;
  const signed = address + [...form].sort().flat().join("");
  const signature = createHmac("sha1", TWILIO_AUTH_TOKEN).update(signed).digest("base64");
  return headers["x-twilio-signature"] === signature;
}

createServer(async (request, response) => {
  let body = "";
  for await (const piece of request) body += piece;
  const verbs = documents[request.url.split("?")[0]];
  if (request.headers["x-gateway-key"] !== GATEWAY_KEY || !isSigned(request, new URLSearchParams(body))) {
    response.writeHead(403).end();
  } else if (verbs === undefined) {
    response.writeHead(500).end();
  } else {
    response.setHeader("Content-Type", "text/xml");
    response.end(`<Response>${verbs}</Response>`);
  }
}).listen(3000, "127.0.0.1");
