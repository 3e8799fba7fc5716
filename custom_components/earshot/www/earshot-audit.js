import{$ as e,A as t,C as n,D as r,E as i,L as a,M as o,N as s,R as c,S as l,T as u,_ as d,ct as f,et as p,f as m,g as h,k as g,m as _,mt as v,st as y,t as b,ut as x,x as S,z as C}from"./earshot.js";import{r as w,t as T}from"./earshot-parts.js";var E=[`risk`,`to_do`,`notice`];function D(e){return{type:`earshot/audit`,.../^[A-Za-z0-9-]{2,35}$/.test(e)?{language:e}:{}}}function O(e){return d(S(e).findings,A)}function k(e,t){let n=E.map(t=>({severity:t,findings:e.filter(e=>e.severity===t)})),r=t??1/0;return n.flatMap(({severity:e,findings:t})=>{let n=t.slice(0,r);return r-=n.length,n.length===0?[]:[{severity:e,findings:n}]})}function A(e){let t=S(e),n=l(t.text);return n===null?null:{severity:E.find(e=>e===t.severity)??`notice`,text:n,advice:l(t.advice)??``,settled:l(t.check)!==null&&t.severity===`notice`}}var j=s`
  .frame {
    background: var(--es-surface);
    border: var(--ha-card-border-width, 1px) solid var(--ha-card-border-color, var(--divider-color));
    border-radius: var(--ha-card-border-radius, var(--ha-border-radius-lg, 12px));
    box-shadow: var(--ha-card-box-shadow, none);
    box-sizing: border-box;
    padding-bottom: 8px;
  }
  .brief {
    padding-top: 8px;
  }
  h3 {
    display: flex;
    justify-content: space-between;
    align-items: baseline;
    gap: 12px;
    margin: 0;
    padding: 16px 16px 4px;
    font-size: inherit;
    font-weight: 500;
  }
  h3 span {
    font-size: 12px;
    font-weight: 400;
    color: var(--secondary-text-color);
  }
  ul {
    list-style: none;
    margin: 0;
    padding: 0;
  }
  li {
    display: grid;
    grid-template-columns: 40px 1fr;
    column-gap: 12px;
    padding: 8px 16px;
  }
  .ei {
    width: 40px;
    height: 40px;
    display: grid;
    place-items: center;
    border-radius: 50%;
    color: var(--es-muted);
    background: var(--es-tint);
  }
  .risk .ei {
    border-radius: 12px;
    color: var(--es-bad-on);
    background: color-mix(in srgb, var(--es-bad) 16%, transparent);
  }
  .to_do .ei {
    background: none;
    box-shadow: inset 0 0 0 2px var(--es-hear-mark);
    color: var(--es-hear-text);
  }
  p {
    margin: 0;
    overflow-wrap: anywhere;
  }
  .a {
    padding-top: 2px;
    font-weight: 500;
  }
  .b {
    margin-top: 2px;
    color: var(--secondary-text-color);
  }
`,M={risk:a,to_do:C,notice:e},N=class extends g{constructor(...e){super(...e),this.findings=null,this.state=`loading`,this.#e=new _({told:()=>{this.#s()}}),this.#t=!1,this.#c=()=>{let{hass:e}=this.#e;e!==void 0&&this.#o&&(this.#t=!0,this.#l(e))},this.#u=()=>{m(this.config?.path??``)}}static{this.styles=[u,w,j]}#e;#t;setConfig(e){this.config=b(e)}set hass(e){this.#e.take(e)}connectedCallback(){super.connectedCallback(),this.#t=!1,this.#e.connect()}disconnectedCallback(){super.disconnectedCallback(),this.#e.disconnect()}render(){let{config:e,telling:n}=this,{store:r}=this.#e;return e===void 0||n===void 0||r===void 0?t:o`<div class="frame" dir=${this.#e.direction}>${this.#n(e,n)}</div>`}#n(e,t){let{text:n}=t,r=this.#e.store?.connection??`loading`;if(r===`missing`||r===`not_set_up`)return o`<earshot-notice .notice=${r} .telling=${t} .admin=${this.#o}></earshot-notice>`;if(!this.#o||this.state===`forbidden`)return T(p,n(`audit.forbidden`),``);let{findings:i}=this;return i===null?this.state===`failed`?T(x,n(`audit.failed`),``,o`<button class="btn" @click=${this.#c}>${n(`log.retry`)}</button>`):o`<div class="line" role="status">${n(`connection.loading`)}</div>`:this.#r(i,e,t)}#r(e,{limit:n,path:r},{text:a}){let s=k(e,n),c=s.length===0?T(f,a(`audit.none`),a(`audit.none_detail`)):s.map(e=>this.#i(e,n===null,a));return n===null?o`<div class="head">
        <h2><bdi>${a(`audit.title`)}</bdi></h2>
        <button
          class="icon"
          aria-label=${a(`audit.again`)}
          title=${a(`audit.again`)}
          aria-busy=${this.state===`loading`}
          @click=${this.#c}
        >
          ${i(y)}
        </button>
      </div>
      ${this.state===`failed`?o`<div class="line" role="alert">${a(`audit.failed`)}</div>`:t} ${c}`:o`<div class="brief">${c}</div>
        ${r===null||e.length<=n?t:o`<button class="more" @click=${this.#u}>
                ${a(`audit.all`)} · ${a(`audit.count`,{count:e.length})}
              </button>`}`}#i({severity:e,findings:n},r,i){return o`${r?o`<h3>
              <bdi>${i(`audit.${e}`)}</bdi>
              <span><bdi>${i(`audit.count`,{count:n.length})}</bdi></span>
            </h3>`:t}
      <ul>
        ${n.map(e=>this.#a(e,r,i))}
      </ul>`}#a(e,n,r){let{severity:a,settled:s}=e;return o`<li class=${s?`settled`:a}>
      <span class="ei">${i(s?c:M[a])}</span>
      <div>
        <p class="a" dir="auto">${e.text}</p>
        ${n&&e.advice!==``?o`<p class="b" dir="auto">${e.advice}</p>`:t}
        ${s?o`<p class="b" dir="auto">${r(`audit.settled`)}</p>`:t}
      </div>
    </li>`}get#o(){return this.#e.hass?.user?.is_admin===!0}#s(){this.telling=this.#e.telling(),this.requestUpdate();let e=this.#e.store?.connection;e===`lost`?this.#t=!1:e===`ready`&&!this.#t&&this.#c()}#c;async#l(e){this.state=`loading`;try{this.findings=O(await e.callWS(D(e.language))),this.state=`ready`}catch(e){this.state=h(e)===`unauthorized`?`forbidden`:`failed`}}#u};n([r()],N.prototype,`config`,void 0),n([r()],N.prototype,`telling`,void 0),n([r()],N.prototype,`findings`,void 0),n([r()],N.prototype,`state`,void 0),v(`earshot-audit`,N);