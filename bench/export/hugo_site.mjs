// A site of hugo's with the documents of a made corpus: a page each, lists by country and theme, and a theme with
// what a site of documents needs and no more.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const files = {
  'hugo.toml': `baseURL = "https://bench.example/"
title = "Bench"
paginate = 50
disableKinds = ["RSS", "sitemap", "robotsTXT", "404"]
[taxonomies]
country = "countries"
theme = "themes"
`,
  'layouts/_default/baseof.html': `<!doctype html>
<html lang="{{ .Params.language | default "en" }}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{ .Title }} – {{ .Site.Title }}</title><meta name="description" content="{{ .Params.summary }}"><link rel="stylesheet" href="/site.css"></head>
<body><a href="#main">Skip to the text</a>
<header><nav><a href="/">Home</a> <a href="/documents/">Documents</a> <a href="/countries/">Countries</a> <a href="/themes/">Themes</a></nav></header>
<main id="main"><h1>{{ .Title }}</h1>{{ block "main" . }}{{ end }}</main>
<footer>{{ .Site.Title }}</footer></body></html>
`,
  'layouts/_default/single.html': `{{ define "main" }}
<dl><dt>Date</dt><dd>{{ .Date.Format "2006-01-02" }}</dd>
<dt>Countries</dt><dd>{{ range .GetTerms "countries" }}<a href="{{ .RelPermalink }}">{{ .Title }}</a> {{ end }}</dd>
<dt>Themes</dt><dd>{{ range .GetTerms "themes" }}<a href="{{ .RelPermalink }}">{{ .Title }}</a> {{ end }}</dd></dl>
<p>{{ .Params.summary }}</p>{{ .TableOfContents }}{{ .Content }}
{{ end }}
`,
  'layouts/_default/list.html': `{{ define "main" }}
<ul>{{ range .Paginator.Pages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a> <p>{{ .Params.summary }}</p></li>{{ end }}</ul>
{{ with .Paginator }}{{ if .HasPrev }}<a href="{{ .Prev.URL }}">Back</a>{{ end }} {{ .PageNumber }} / {{ .TotalPages }} {{ if .HasNext }}<a href="{{ .Next.URL }}">Next</a>{{ end }}{{ end }}
{{ end }}
`,
  'layouts/_default/terms.html': `{{ define "main" }}
<ul>{{ range .Data.Terms.ByCount }}<li><a href="{{ .Page.RelPermalink }}">{{ .Page.Title }}</a> {{ .Count }}</li>{{ end }}</ul>
{{ end }}
`,
  'static/site.css': 'body { max-width: 50rem; margin: auto; font: 1rem/1.5 sans-serif }\n',
};

/** Writes the sources of the site into a folder that is not there yet. @param documents of bench/lib/collection.mjs. */
export function writeHugoSite(folder, documents) {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  }
  mkdirSync(path.join(folder, 'content/documents'), { recursive: true });
  for (const { id, title, summary, body, country, theme, language, year } of documents)
    writeFileSync(path.join(folder, 'content/documents', `${id}.md`),
      `${JSON.stringify({ title, summary, language: language[0], date: `${year}-01-01`, countries: country, themes: theme })}\n\n${body}`);
}
