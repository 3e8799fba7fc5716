import{A as e,O as t,_ as n,b as r,g as i,h as a,j as o,w as s,y as c}from"./earshot.js";var l=o`
  :host {
    display: block;
    color: var(--primary-text-color);
    font: 400 var(--ha-font-size-m, 14px) / 20px var(--ha-font-family-body, inherit);
  }
  button,
  select,
  input {
    font: inherit;
    color: inherit;
    background: none;
    border: 0;
    padding: 0;
    margin: 0;
    text-align: start;
  }
  button,
  select {
    cursor: pointer;
  }
  button:disabled {
    cursor: default;
    opacity: 0.5;
  }
  button:focus-visible,
  select:focus-visible {
    outline: 2px solid var(--es-ink);
    outline-offset: 2px;
  }
  svg.i {
    display: block;
    fill: currentColor;
    width: 24px;
    height: 24px;
    flex: none;
  }
  .head {
    display: flex;
    align-items: center;
    padding-block: 12px 0;
    padding-inline: 16px 4px;
    min-height: 56px;
    box-sizing: border-box;
  }
  h2 {
    flex: 1;
    margin: 0;
    font-size: var(--ha-font-size-xl, 20px);
    line-height: 24px;
    font-weight: 500;
    letter-spacing: -0.1px;
    text-wrap: balance;
    overflow-wrap: anywhere;
  }
  .icon {
    flex: none;
    width: 48px;
    height: 48px;
    display: grid;
    place-items: center;
    border-radius: 50%;
    color: var(--secondary-text-color);
  }
  .icon[aria-pressed='true'],
  .icon[aria-expanded='true'] {
    color: var(--es-live-text);
    background: color-mix(in srgb, var(--es-live) 14%, transparent);
  }
  .btn {
    position: relative;
    min-height: 40px;
    border-radius: 20px;
    padding: 0 16px;
    font-weight: 500;
    display: inline-flex;
    align-items: center;
    gap: 8px;
    background: color-mix(in srgb, var(--es-live) 14%, transparent);
    color: var(--es-live-on);
  }
  .btn::after {
    content: '';
    position: absolute;
    inset: -2px;
  }
  .btn svg.i {
    width: 18px;
    height: 18px;
    margin-inline-start: -4px;
  }
  .btn.q {
    background: none;
    box-shadow: inset 0 0 0 1px color-mix(in srgb, var(--es-ink) 24%, transparent);
    color: var(--primary-text-color);
  }
  .btn.bad {
    background: color-mix(in srgb, var(--es-bad) 16%, transparent);
    color: var(--es-bad-on);
  }
  .note {
    display: grid;
    grid-template-columns: 48px 1fr;
    gap: 8px;
    padding-block: 12px;
    padding-inline: 12px 16px;
  }
  .note .ear {
    width: 48px;
    height: 48px;
    box-sizing: border-box;
    border-radius: 50%;
    display: grid;
    place-items: center;
    color: var(--es-muted);
    background: var(--es-tint);
  }
  .note strong {
    display: block;
    font-size: 16px;
    font-weight: 500;
    padding-top: 4px;
  }
  .note p {
    margin: 4px 0 0;
    color: var(--secondary-text-color);
  }
  .note .btn {
    margin-top: 12px;
  }
  .line {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 8px;
    padding: 8px 16px;
    color: var(--secondary-text-color);
  }
  .more {
    display: block;
    width: 100%;
    height: 48px;
    text-align: center;
    font-weight: 500;
    color: var(--es-live-text);
    border-top: 1px solid var(--divider-color);
    margin-top: 8px;
    margin-bottom: -8px;
    border-radius: 0 0 var(--ha-card-border-radius, 12px) var(--ha-card-border-radius, 12px);
  }
  .more:focus-visible {
    outline-offset: -2px;
  }
`,u=o`
  .filters {
    display: flex;
    gap: 8px;
    padding: 8px 16px 4px;
    overflow-x: auto;
    scrollbar-width: none;
    scroll-padding-inline: 16px;
  }
  .f {
    position: relative;
    box-sizing: border-box;
    height: 36px;
    border-radius: 18px;
    border: 1px solid color-mix(in srgb, var(--es-ink) 22%, transparent);
    padding: 0 14px;
    display: inline-flex;
    align-items: center;
    gap: 6px;
    font-weight: 500;
    white-space: nowrap;
    flex: none;
  }
  .f::after {
    content: '';
    position: absolute;
    inset: -4px;
  }
  .f svg.i {
    width: 18px;
    height: 18px;
    margin-inline-end: -4px;
  }
  .f.on {
    background: color-mix(in srgb, var(--es-live) 16%, transparent);
    border-color: transparent;
    color: var(--es-live-text);
  }
`,d=[`all`,`misfire`,`while_muted`,`capture`],f={text:``,kind:`all`,microphoneIds:null,before:null},p=200;function m({text:e,kind:t,microphoneIds:n,before:r}){let i=e.trim().slice(0,p).replace(/[\uD800-\uDBFF]$/,``);return{type:`earshot/activations`,...i===``?{}:{text:i},...t===`all`?{}:{kinds:[t]},...n===null?{}:{microphone_ids:n},...r===null?{}:{end:new Date(r).toISOString()}}}function h({text:e,kind:t,microphoneIds:n,before:r},i){return e.trim()!==``||t!==`all`||r!==null||!x(n,i)}function g(e,t){return e.text.trim()===t.text.trim()&&e.kind===t.kind&&e.before===t.before&&x(e.microphoneIds,t.microphoneIds)}function _(e){let[,t]=/^#earshot-log=(\d{1,13})$/.exec(e)??[];return t===void 0?null:Number(t)}function v(e,t){return{...f,microphoneIds:t,before:e+1}}function y({microphoneIds:e},t){let[n,...r]=e??[];return n===void 0||r.length>0||x(e,t)?null:n}function b(e,{text:t,kind:n,microphoneIds:r,before:i}){return t.trim()===``&&n===`all`&&i===null?e.filter(({id:e,status:t})=>(t===`listening`||t===`recording`)&&(r?.includes(e)??!0)):[]}function x(e,t){return e===t||e!==null&&t!==null&&e.join(`
`)===t.join(`
`)}var S=`person`;function C(e){let t=c(e);return{entries:a(t.activations,D),cursor:r(t.cursor)}}function w(e){return D(c(e).activation)}function T(e){let t=c(e);return{rows:i(t.rows)??0,history:t.history===!0}}function E(e){let t=r(c(c(e).response).url);return t?.startsWith(`/api/earshot/export/`)===!0?t:null}function D(e){let t=n(e),o=c(e);if(t?.id===void 0||t.id===null)return null;let s=r(o.misfire_reason);return{...t,id:t.id,microphone:O(r(o.microphone)),outcome:r(o.outcome),misfireReason:s,corrected:s===S,correctedFrom:r(o.corrected_from),unusual:a(o.unusual,r),startedBy:r(o.started_by),homeCount:i(o.home_count),decision:o.decision===`muted`?`muted`:o.decision===`live`?`live`:null,wakePhrase:O(r(o.wake_phrase)),transcript:r(o.transcript),reply:r(o.reply)}}function O(e){return e?.replace(/[\u202A-\u202E\u2066-\u2069]/g,``)??null}function k({entries:e,cursor:t}){return{entries:F(e),cursor:t,end:null}}function A({cursor:e,end:t}){return e!==null||t!==null}function j(e,{entries:t,cursor:n}){return{entries:F([...e.entries,...t]),cursor:n,end:n===null?null:e.end}}function M(e,t){let n=t.entries.at(-1),r=n===void 0?-1:e.entries.findIndex(({id:e})=>e===n.id);return t.cursor===null||r===-1?k(t):{...e,entries:F([...t.entries,...e.entries.slice(r+1)])}}function N(e){let t=e.entries.at(-1);return t===void 0?e:{...e,cursor:null,end:t.start+1}}function P(e,t){return{...e,entries:e.entries.map(e=>e.id===t.id?t:e)}}function F(e){return[...new Map(e.map(e=>[e.id,e])).values()]}var I=100,L={entries:[],cursor:null,end:null},R=class{#e=f;#t=L;#n=`idle`;#r=`idle`;#i=0;#a=0;#o=!1;#s=!1;constructor(e,t){this.ask=e,this.told=t}get question(){return this.#e}get entries(){return this.#t.entries}get state(){return this.#n}get below(){return this.#r}get more(){return A(this.#t)}async pose(e){this.#n!==`idle`&&this.#n!==`failed`&&g(e,this.#e)||(this.#e=e,await this.reload())}async reload(){let e=++this.#i;this.#n=`loading`,this.#r=`idle`,this.#o=!1,this.told();let[t,n]=[L,`ready`];try{t=k(await this.#u(this.#e))}catch(e){n=z(e)===`unauthorized`?`forbidden`:`failed`}e===this.#i&&([this.#t,this.#n]=[t,n],this.told(),await this.#c())}async older(){if(this.#n!==`ready`||this.#r===`loading`||!this.more)return;let{cursor:e,end:t}=this.#t,n=this.#i;this.#r=`loading`,this.told();try{let r=t===null?this.#e:{...this.#e,before:t},i=await this.#u(r,e);if(n!==this.#i)return;this.#r=`idle`,this.#t.cursor===e&&this.#t.end===t&&(this.#t=j(this.#t,i))}catch(t){if(n!==this.#i)return;if(this.#r=`failed`,z(t)===`service_validation_error`&&e!==null){this.#r=`idle`,this.#t=N(this.#t),await this.older();return}}this.told()}async refresh(){this.#e.before===null&&(this.#o=!0,await this.#c())}async#c(){if(!(this.#n!==`ready`||this.#s)){for(this.#s=!0;this.#o;)this.#o=!1,await this.#l();this.#s=!1}}async correct(e,t){let n=this.#i,r=w(await this.ask({type:`earshot/correct`,activation_id:e,misfire:t}));this.#a+=1,r!==null&&n===this.#i&&(this.#t=P(this.#t,r),this.told())}async#l(){let[e,t]=[this.#i,this.#a];try{let n=await this.#u(this.#e);if(e!==this.#i)return;t===this.#a?(this.#t=M(this.#t,n),this.told()):this.#o=!0}catch{}}async#u(e,t=null){let n={...m(e),limit:I,...t===null?{}:{cursor:t}};return C(await this.ask(n))}};function z(e){return typeof e==`object`&&e&&`code`in e?String(e.code):``}function B(n,r,i,a){return e`<div class="note">
    <span class="ear">${s(n)}</span>
    <div role="status">
      <strong><bdi>${r}</bdi></strong
      >${i===``?t:e`<p dir="auto">${i}</p>`}${a??t}
    </div>
  </div>`}export{E as a,b as c,v as d,y as f,T as i,_ as l,l as m,R as n,f as o,u as p,z as r,d as s,B as t,h as u};