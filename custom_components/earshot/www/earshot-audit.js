import{A as e,C as t,D as n,F as r,I as i,L as a,O as o,Q as s,T as c,Z as l,at as u,b as d,ct as f,d as p,ft as m,h,j as g,ot as _,p as v,t as y,w as b,x,y as S}from"./earshot.js";import{m as C,r as w,t as T}from"./earshot-parts.js";var E=[`risk`,`to_do`,`notice`];function D(e){return{type:`earshot/audit`,.../^[A-Za-z0-9-]{2,35}$/.test(e)?{language:e}:{}}}function O(e){return h(S(e).findings,A)}function k(e,t){let n=E.map(t=>({severity:t,findings:e.filter(e=>e.severity===t)})),r=t??1/0;return n.flatMap(({severity:e,findings:t})=>{let n=t.slice(0,r);return r-=n.length,n.length===0?[]:[{severity:e,findings:n}]})}function A(e){let t=S(e),n=d(t.text);return n===null?null:{severity:E.find(e=>e===t.severity)??`notice`,text:n,advice:d(t.advice)??``,settled:d(t.check)!==null&&t.severity===`notice`}}var j=g`
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
`,M={risk:r,to_do:a,notice:l},N=class extends n{constructor(...e){super(...e),this.findings=null,this.state=`loading`,this.#e=new v({told:()=>{this.#s()}}),this.#t=!1,this.#c=()=>{let{hass:e}=this.#e;e!==void 0&&this.#o&&(this.#t=!0,this.#l(e))},this.#u=()=>{p(this.config?.path??``)}}static{this.styles=[t,C,j]}#e;#t;setConfig(e){this.config=y(e)}set hass(e){this.#e.take(e)}connectedCallback(){super.connectedCallback(),this.#t=!1,this.#e.connect()}disconnectedCallback(){super.disconnectedCallback(),this.#e.disconnect()}render(){let{config:t,telling:n}=this,{store:r}=this.#e;return t===void 0||n===void 0||r===void 0?o:e`<div class="frame" dir=${this.#e.direction}>${this.#n(t,n)}</div>`}#n(t,n){let{text:r}=n,i=this.#e.store?.connection??`loading`;if(i===`missing`||i===`not_set_up`)return e`<earshot-notice .notice=${i} .telling=${n} .admin=${this.#o}></earshot-notice>`;if(!this.#o||this.state===`forbidden`)return T(s,r(`audit.forbidden`),``);let{findings:a}=this;return a===null?this.state===`failed`?T(f,r(`audit.failed`),``,e`<button class="btn" @click=${this.#c}>${r(`log.retry`)}</button>`):e`<div class="line" role="status">${r(`connection.loading`)}</div>`:this.#r(a,t,n)}#r(t,{limit:n,path:r},{text:i}){let a=k(t,n),s=a.length===0?T(_,i(`audit.none`),i(`audit.none_detail`)):a.map(e=>this.#i(e,n===null,i));return n===null?e`<div class="head">
        <h2><bdi>${i(`audit.title`)}</bdi></h2>
        <button
          class="icon"
          aria-label=${i(`audit.again`)}
          title=${i(`audit.again`)}
          aria-busy=${this.state===`loading`}
          @click=${this.#c}
        >
          ${b(u)}
        </button>
      </div>
      ${this.state===`failed`?e`<div class="line" role="alert">${i(`audit.failed`)}</div>`:o} ${s}`:e`<div class="brief">${s}</div>
        ${r===null||t.length<=n?o:e`<button class="more" @click=${this.#u}>
                ${i(`audit.all`)} · ${i(`audit.count`,{count:t.length})}
              </button>`}`}#i({severity:t,findings:n},r,i){return e`${r?e`<h3>
              <bdi>${i(`audit.${t}`)}</bdi>
              <span><bdi>${i(`audit.count`,{count:n.length})}</bdi></span>
            </h3>`:o}
      <ul>
        ${n.map(e=>this.#a(e,r,i))}
      </ul>`}#a(t,n,r){let{severity:a,settled:s}=t;return e`<li class=${s?`settled`:a}>
      <span class="ei">${b(s?i:M[a])}</span>
      <div>
        <p class="a" dir="auto">${t.text}</p>
        ${n&&t.advice!==``?e`<p class="b" dir="auto">${t.advice}</p>`:o}
        ${s?e`<p class="b" dir="auto">${r(`audit.settled`)}</p>`:o}
      </div>
    </li>`}get#o(){return this.#e.hass?.user?.is_admin===!0}#s(){this.telling=this.#e.telling(),this.requestUpdate();let e=this.#e.store?.connection;e===`lost`?this.#t=!1:e===`ready`&&!this.#t&&this.#c()}#c;async#l(e){this.state=`loading`;try{this.findings=O(await e.callWS(D(e.language))),this.state=`ready`}catch(e){this.state=w(e)===`unauthorized`?`forbidden`:`failed`}}#u};x([c()],N.prototype,`config`,void 0),x([c()],N.prototype,`telling`,void 0),x([c()],N.prototype,`findings`,void 0),x([c()],N.prototype,`state`,void 0),m(`earshot-audit`,N);