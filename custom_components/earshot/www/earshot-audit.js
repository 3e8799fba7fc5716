import{$ as e,E as t,I as n,L as r,M as i,O as a,Q as o,R as s,S as c,T as l,b as u,d,g as f,h as p,j as m,k as h,lt as g,ot as _,p as v,pt as y,st as b,t as x,w as S,x as C}from"./earshot.js";import{r as w,t as T}from"./earshot-parts.js";var E=[`risk`,`to_do`,`notice`];function D(e){return{type:`earshot/audit`,.../^[A-Za-z0-9-]{2,35}$/.test(e)?{language:e}:{}}}function O(e){return f(u(e).findings,A)}function k(e,t){let n=E.map(t=>({severity:t,findings:e.filter(e=>e.severity===t)})),r=t??1/0;return n.flatMap(({severity:e,findings:t})=>{let n=t.slice(0,r);return r-=n.length,n.length===0?[]:[{severity:e,findings:n}]})}function A(e){let t=u(e),n=C(t.text);return n===null?null:{severity:E.find(e=>e===t.severity)??`notice`,text:n,advice:C(t.advice)??``,settled:C(t.check)!==null&&t.severity===`notice`}}var j=i`
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
`,M={risk:n,to_do:s,notice:o},N=class extends a{constructor(...e){super(...e),this.findings=null,this.state=`loading`,this.#e=new v({told:()=>{this.#s()}}),this.#t=!1,this.#c=()=>{let{hass:e}=this.#e;e!==void 0&&this.#o&&(this.#t=!0,this.#l(e))},this.#u=()=>{d(this.config?.path??``)}}static{this.styles=[S,w,j]}#e;#t;setConfig(e){this.config=x(e)}set hass(e){this.#e.take(e)}connectedCallback(){super.connectedCallback(),this.#t=!1,this.#e.connect()}disconnectedCallback(){super.disconnectedCallback(),this.#e.disconnect()}render(){let{config:e,telling:t}=this,{store:n}=this.#e;return e===void 0||t===void 0||n===void 0?h:m`<div class="frame" dir=${this.#e.direction}>${this.#n(e,t)}</div>`}#n(t,n){let{text:r}=n,i=this.#e.store?.connection??`loading`;if(i===`missing`||i===`not_set_up`)return m`<earshot-notice .notice=${i} .telling=${n} .admin=${this.#o}></earshot-notice>`;if(!this.#o||this.state===`forbidden`)return T(e,r(`audit.forbidden`),``);let{findings:a}=this;return a===null?this.state===`failed`?T(g,r(`audit.failed`),``,m`<button class="btn" @click=${this.#c}>${r(`log.retry`)}</button>`):m`<div class="line" role="status">${r(`connection.loading`)}</div>`:this.#r(a,t,n)}#r(e,{limit:t,path:n},{text:r}){let i=k(e,t),a=i.length===0?T(b,r(`audit.none`),r(`audit.none_detail`)):i.map(e=>this.#i(e,t===null,r));return t===null?m`<div class="head">
        <h2><bdi>${r(`audit.title`)}</bdi></h2>
        <button
          class="icon"
          aria-label=${r(`audit.again`)}
          title=${r(`audit.again`)}
          aria-busy=${this.state===`loading`}
          @click=${this.#c}
        >
          ${l(_)}
        </button>
      </div>
      ${this.state===`failed`?m`<div class="line" role="alert">${r(`audit.failed`)}</div>`:h} ${a}`:m`<div class="brief">${a}</div>
        ${n===null||e.length<=t?h:m`<button class="more" @click=${this.#u}>
                ${r(`audit.all`)} · ${r(`audit.count`,{count:e.length})}
              </button>`}`}#i({severity:e,findings:t},n,r){return m`${n?m`<h3>
              <bdi>${r(`audit.${e}`)}</bdi>
              <span><bdi>${r(`audit.count`,{count:t.length})}</bdi></span>
            </h3>`:h}
      <ul>
        ${t.map(e=>this.#a(e,n,r))}
      </ul>`}#a(e,t,n){let{severity:i,settled:a}=e;return m`<li class=${a?`settled`:i}>
      <span class="ei">${l(a?r:M[i])}</span>
      <div>
        <p class="a" dir="auto">${e.text}</p>
        ${t&&e.advice!==``?m`<p class="b" dir="auto">${e.advice}</p>`:h}
        ${a?m`<p class="b" dir="auto">${n(`audit.settled`)}</p>`:h}
      </div>
    </li>`}get#o(){return this.#e.hass?.user?.is_admin===!0}#s(){this.telling=this.#e.telling(),this.requestUpdate();let e=this.#e.store?.connection;e===`lost`?this.#t=!1:e===`ready`&&!this.#t&&this.#c()}#c;async#l(e){this.state=`loading`;try{this.findings=O(await e.callWS(D(e.language))),this.state=`ready`}catch(e){this.state=p(e)===`unauthorized`?`forbidden`:`failed`}}#u};c([t()],N.prototype,`config`,void 0),c([t()],N.prototype,`telling`,void 0),c([t()],N.prototype,`findings`,void 0),c([t()],N.prototype,`state`,void 0),y(`earshot-audit`,N);