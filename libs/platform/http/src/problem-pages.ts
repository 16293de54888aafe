import { Controller, Get, Header, Param } from '@nestjs/common';
import { refusalPage, refusalPages } from '@orderly/kernel';
import { httpRefuses } from './refusals';

/** What stands behind a problem's `type`: the page that says what to do. */
@Controller('/problems')
export class ProblemPages {
  @Get()
  @Header('Content-Type', 'text/html; charset=utf-8')
  all(): string {
    const rows = [...refusalPages()].sort(([a], [b]) => (a < b ? -1 : 1));
    const items = rows.map(
      ([code, { status, title }]) =>
        `<li><a href="/problems/${escape(code)}">${escape(code)}</a> (${status}): ${escape(title)}</li>`,
    );
    return document('Problems', `<h1>Problems</h1><ul>${items.join('')}</ul>`);
  }

  @Get(':code')
  @Header('Content-Type', 'text/html; charset=utf-8')
  one(@Param('code') code: string): string {
    const page = refusalPage(code);
    if (!page) throw httpRefuses('no-such-route');
    const { status, title, remedy } = page;
    return document(
      title,
      `<p><a href="/problems">Problems</a></p><h1>${escape(title)}</h1>
<dl><dt>Code</dt><dd><code>${escape(code)}</code></dd><dt>Status</dt><dd>${status}</dd><dt>What to do</dt><dd>${escape(remedy)}</dd></dl>
<p>A problem's <code>traceId</code> leads the people who run the system to your request.</p>`,
    );
  }
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escape = (text: string): string => text.replace(/[&<>"']/g, (character) => ENTITIES[character] as string);

const document = (title: string, body: string): string => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escape(title)}</title>
<style>body{font:1.05rem/1.6 system-ui,sans-serif;max-width:42rem;margin:3rem auto;padding:0 1rem}dt{font-weight:600;margin-top:1rem}dd{margin:0}</style>
</head><body>${body}</body></html>`;
