// What the edge does before a static file is looked for (a CloudFront Function, runtime 2.0):
// an address that could be nobody's page is answered at once, a page has one address, with its last
// slash, and the file behind an address that ends with a slash is its index.html.
// The pattern is `ORDINARY` of infra/routes.py; a test holds the two to each other.
var ORDINARY = /^\/(?:[A-Za-z0-9_~-][A-Za-z0-9._~-]*\/)*(?:[A-Za-z0-9_~-][A-Za-z0-9._~-]*)?$/;
// No file has this name, so the answer is the page for what is not found.
var NOWHERE = "/nowhere";

function query(parts) {
  var written = [];
  for (var name in parts) {
    var values = parts[name].multiValue || [parts[name]];
    for (var i = 0; i < values.length; i++) {
      written.push(name + (values[i].value ? "=" + values[i].value : ""));
    }
  }
  return written.length ? "?" + written.join("&") : "";
}

// eslint-disable-next-line no-unused-vars -- CloudFront calls it by this name
function handler(event) {
  var request = event.request;
  var uri = request.uri;
  if (!ORDINARY.test(uri)) {
    request.uri = NOWHERE;
    return request;
  }
  if (uri.endsWith("/")) {
    request.uri = uri + "index.html";
  } else if (uri.substring(uri.lastIndexOf("/")).indexOf(".") < 0) {
    return {
      statusCode: 308,
      statusDescription: "Permanent Redirect",
      headers: { location: { value: uri + "/" + query(request.querystring) } },
    };
  }
  return request;
}
