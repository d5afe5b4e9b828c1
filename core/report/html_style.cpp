// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/html_parts.h"

namespace report {

using namespace Qt::Literals::StringLiterals;

// Written without quotes, `<`, `>` and `&`, which HTML and XML read differently in a style element.
QString htmlStyle()
{
    return uR"(
:root { color-scheme: light dark;
  --page: #f6f7f9; --card: #ffffff; --text: #1c2128; --dim: #5b6472; --line: #d9dee5; --soft: #eef1f5;
  --link: #0b5cad; --red: #b3261e; --red-soft: #fdecea; --amber: #8a5a00; --amber-soft: #fff4dc;
  --green: #1b6e3c; --green-soft: #e6f4ea; --blue: #2b5c9e; --blue-soft: #e8f0fb; --bar: #4f7cac; }
@media (prefers-color-scheme: dark) { :root {
  --page: #14171c; --card: #1d2127; --text: #e6e9ee; --dim: #9da7b5; --line: #343a44; --soft: #262b33;
  --link: #7fb6f5; --red: #ff8a80; --red-soft: #3a1f1e; --amber: #f2bd59; --amber-soft: #352a14;
  --green: #7ed39c; --green-soft: #18301f; --blue: #9cc3f5; --blue-soft: #1b2a3f; --bar: #6f9fd0; } }
@media print { :root { color-scheme: light;
  --page: #ffffff; --card: #ffffff; --text: #000000; --dim: #444444; --line: #bbbbbb; --soft: #f2f2f2;
  --link: #000000; --red: #a01810; --red-soft: #fdecea; --amber: #7a4f00; --amber-soft: #fff4dc;
  --green: #145a30; --green-soft: #e6f4ea; --blue: #22508c; --blue-soft: #e8f0fb; --bar: #4f7cac; } }
* { box-sizing: border-box; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
body { margin: 0; background: var(--page); color: var(--text);
  font: 15px/1.5 system-ui, -apple-system, Segoe UI, Roboto, Cantarell, Noto Sans, DejaVu Sans, sans-serif; }
main, footer { max-width: 60rem; margin: 0 auto; padding: 1.5rem; }
footer { padding-top: 0; color: var(--dim); font-size: .85rem; }
a { color: var(--link); overflow-wrap: anywhere; }
h1, h2, h3 { line-height: 1.3; margin: 0; overflow-wrap: anywhere; }
h1 { font-size: 1.5rem; }
h2 { font-size: 1.1rem; margin: 2rem 0 .75rem; }
h3 { font-size: 1rem; }
p { margin: .5rem 0; overflow-wrap: anywhere; }
code, .mono { font-family: ui-monospace, SF Mono, Consolas, DejaVu Sans Mono, monospace; font-size: .87em; }
section.report { margin-bottom: 3rem; }
.verdict { background: var(--card); border: 1px solid var(--line); border-left: 6px solid var(--tone);
  border-radius: 8px; padding: 1.1rem 1.3rem; }
.verdict p { margin: .5rem 0 0; }
.verdict .headline { font-size: 1.05rem; }
.refused, .error { --tone: var(--red); --tone-soft: var(--red-soft); }
.accepted-with-warnings, .warning { --tone: var(--amber); --tone-soft: var(--amber-soft); }
.accepted { --tone: var(--green); --tone-soft: var(--green-soft); }
.info { --tone: var(--blue); --tone-soft: var(--blue-soft); }
.badge { display: inline-block; border-radius: 999px; padding: .05rem .65rem; font-size: .8rem; font-weight: 600;
  background: var(--tone-soft, var(--soft)); color: var(--tone, var(--dim)); white-space: nowrap; }
.counts { display: flex; flex-wrap: wrap; gap: .5rem; }
table { width: 100%; border-collapse: collapse; background: var(--card); border: 1px solid var(--line);
  border-radius: 8px; }
th, td { text-align: left; vertical-align: top; padding: .5rem .8rem; border-top: 1px solid var(--line);
  overflow-wrap: anywhere; }
tr:first-child th, tr:first-child td { border-top: 0; }
thead + tbody tr:first-child td { border-top: 1px solid var(--line); }
td.subject { min-width: 11rem; }
th { font-weight: 600; white-space: nowrap; }
thead th, table.pairs th { color: var(--dim); font-weight: 500; }
table.pairs th { width: 14rem; }
tr.idle td { color: var(--dim); }
ul.notes { margin: 0; padding-left: 1.2rem; }
dl { display: grid; grid-template-columns: minmax(6rem, max-content) 1fr; gap: .15rem 1rem; margin: .6rem 0 0; }
dt { color: var(--dim); }
dd { margin: 0; overflow-wrap: anywhere; }
.card { background: var(--card); border: 1px solid var(--line); border-radius: 8px; padding: .9rem 1.1rem;
  break-inside: avoid; }
.card header { display: flex; flex-wrap: wrap; align-items: baseline; gap: .4rem .6rem; }
.card header h3 { flex: 1 1 16rem; }
.link { width: 2px; height: 1.1rem; margin: 0 auto; background: var(--line); }
.apart { margin-top: .8rem; }
.time { display: block; width: 100%; height: 3.7rem; margin-top: .6rem; overflow: visible; }
.time .track { fill: var(--soft); }
.time .life { fill: var(--bar); }
.time .over { fill: var(--red); }
.time .limit { stroke: var(--amber); stroke-width: 1.5; stroke-dasharray: 3 2; }
.time .now { stroke: var(--text); stroke-width: 2; }
.time text { fill: var(--dim); font-size: .75rem; }
.time text.now-text { fill: var(--text); font-weight: 600; }
.time text.limit-text { fill: var(--amber); }
.time .more { fill: var(--card); font-weight: 700; }
.finding { border-left: 6px solid var(--tone); margin-bottom: .8rem; }
.compare { display: grid; grid-template-columns: 1fr 1fr; gap: .6rem; margin-top: .7rem; }
.compare div { border-radius: 6px; padding: .45rem .7rem; background: var(--soft); overflow-wrap: anywhere; }
.compare .measured { background: var(--tone-soft); }
.compare .label { display: block; color: var(--dim); font-size: .78rem; }
.fix { margin-top: .7rem; border-radius: 6px; padding: .45rem .7rem; background: var(--green-soft);
  overflow-wrap: anywhere; }
.fix .label { display: block; color: var(--green); font-size: .78rem; font-weight: 600; }
.meta { color: var(--dim); font-size: .87rem; }
@media (max-width: 40rem) { .compare { grid-template-columns: 1fr; } main { padding: .8rem; }
  table.pairs th { width: auto; white-space: normal; } }
@media print { body { font-size: 10pt; } main { max-width: none; padding: 0; } .finding { break-inside: avoid; }
  section.report { break-after: page; } section.report:last-of-type { break-after: auto; } }
)"_s;
}

}  // namespace report
