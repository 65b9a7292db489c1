"use strict";
SwaggerUIBundle({
  dom_id: "#docs",
  urls: ["jinlin", "registration-service", "request-service", "supervision-service", "gateway"]
    .map(name => ({ name, url: "/openapi/" + name + ".json" })),
  presets: [SwaggerUIBundle.presets.apis, SwaggerUIStandalonePreset],
  layout: "StandaloneLayout",
  docExpansion: "none",
  filter: true,
  deepLinking: true,
  persistAuthorization: false,
  tagsSorter: "alpha",
  validatorUrl: null
});
