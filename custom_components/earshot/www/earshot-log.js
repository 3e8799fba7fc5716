import{A as e,B as t,C as n,D as r,E as i,F as a,G as o,H as s,I as c,J as l,K as u,M as d,N as f,O as p,P as m,Q as ee,R as te,S as h,T as g,U as ne,V as re,W as ie,X as ae,Y as oe,Z as se,_ as ce,a as _,at as le,b as ue,c as de,d as v,dt as fe,et as pe,f as me,ft as he,g as ge,i as _e,it as ve,j as y,k as b,l as ye,lt as be,m as xe,mt as x,n as Se,nt as Ce,o as we,ot as Te,p as S,q as Ee,r as De,rt as Oe,s as ke,tt as Ae,u as je,ut as C,v as w,w as T,x as E,y as Me}from"./earshot.js";import{n as Ne,r as D,t as O}from"./earshot-parts.js";var Pe=9e5,Fe=9,Ie=[`sunday`,`monday`,`tuesday`,`wednesday`,`thursday`,`friday`,`saturday`],Le=2592e6,Re=36e5,ze=Date.UTC(2023,0,1);function Be(e,t){return{type:`earshot/timeline`,start:(/* @__PURE__ */ new Date(e-Le)).toISOString(),end:new Date(e).toISOString(),marks:!0,...t===null?{}:{microphone_ids:t}}}function Ve(e,t){return e===null||t-e>=Re}function He({start:e,since:t},{text:n,clock:r,now:i}){return t>e?n(`heat.since`,{time:r.moment(t,i)}):n(`heat.last_30_days`)}function Ue({microphones:e},t){let n=Array.from({length:168},()=>/* @__PURE__ */ new Map),r=Ze(t);for(let{id:t,marks:i}of e.values())for(let{start:e,misfire:a}of i){let i=a?n[r(e)]:void 0;i?.set(t,(i.get(t)??0)+1)}return Array.from({length:7},(e,t)=>n.slice(t*24,(t+1)*24).map(Xe))}function We(e){return e.every(e=>e.every(({count:e})=>e===0))}function Ge(e){let t=Qe(e);return Array.from({length:7},(e,n)=>(t+n)%7)}function k(e){return e===0?2:Math.round(4+10*Math.sqrt((Math.min(e,Fe)-1)/8))}function Ke(e,t){let n={row:0,hour:0},r=0;return t.forEach((t,i)=>{e[t]?.forEach(({count:e},t)=>{e>r&&([n,r]=[{row:i,hour:t},e])})}),n}function qe({row:e,hour:t},n,r){return{ArrowLeft:{row:e,hour:Math.max(0,t-1)},ArrowRight:{row:e,hour:Math.min(23,t+1)},ArrowUp:{row:Math.max(0,e-1),hour:t},ArrowDown:{row:Math.min(6,e+1),hour:t},Home:{row:r?0:e,hour:0},End:{row:r?6:e,hour:23}}[n]??null}function Je(e,t,{row:n,hour:r}){return e[t[n]??0]?.[r]}function A(e,t,{clock:n}){return new Intl.DateTimeFormat(n.language,{weekday:t,timeZone:`UTC`}).format(ze+e*864e5)}function Ye(e,t,n,r,i){let{text:a}=i,o=a(`heat.when`,{day:A(e,`long`,i),time:j(t,i)}),s=n.mostly===null?void 0:r?.microphones.get(n.mostly)?.name;if(n.count===0)return{when:o,what:a(`heat.none`)};let c=a(`heat.count`,{count:n.count});return{when:o,what:s===void 0?c:a(n.alone?`heat.alone`:`heat.mostly`,{what:c,name:s})}}function j(e,{clock:t}){let n=t.hour(0)===t.time(0)?{hour:`2-digit`,minute:`2-digit`,hourCycle:`h23`}:{hour:`numeric`,hourCycle:`h12`};return new Intl.DateTimeFormat(t.language,{...n,timeZone:`UTC`}).format(ze+e*36e5)}function Xe(e){let t=[...e.values()].reduce((e,t)=>e+t,0),[n=null]=[...e].find(([,e])=>e>t/2)??[];return{count:t,mostly:n,alone:n!==null&&e.size===1}}function Ze(e){let t=new Intl.DateTimeFormat(`en-GB`,{weekday:`long`,timeZone:e}),n=new Intl.DateTimeFormat(`en-GB`,{hour:`2-digit`,hourCycle:`h23`,timeZone:e}),r=/* @__PURE__ */ new Map;return e=>{let i=Math.floor(e/Pe),a=r.get(i);return a===void 0&&(a=Ie.indexOf(t.format(e).toLowerCase())*24+Number(n.format(e)),r.set(i,a)),a}}function Qe({language:e,first_weekday:t}){let n=Ie.indexOf(t??`language`);if(n!==-1)return n;try{let t=new Intl.Locale(e);return(t.getWeekInfo?.()??t.weekInfo??{firstDay:1}).firstDay%7}catch{return 1}}var M=class extends b{constructor(...e){super(...e),this.snapshot=null,this.locale={language:`en`},this.spot=null,this.#e=[],this.#t=[],this.#r=``,this.#s=e=>{let t=this.spot===null?null:qe(this.spot,e.key,e.ctrlKey);t!==null&&(e.preventDefault(),this.spot=t)},this.#c=e=>{let t=[...this.renderRoot.querySelectorAll(`.c`)],[n,r]=[t[0]?.getBoundingClientRect(),t.at(-1)?.getBoundingClientRect()];if(n===void 0||r===void 0)return;let i=(e,t,n,r)=>Math.min(r-1,Math.max(0,Math.floor((e-t)/(n-t)*r)));this.spot={row:i(e.clientY,n.top,r.bottom,this.#t.length),hour:i(e.clientX,n.left,r.right,24)}}}static{this.styles=[g,f`
      :host {
        display: block;
      }
      .heat {
        display: grid;
        grid-template-columns: 36px repeat(24, minmax(0, 1fr));
        align-items: center;
        padding: 4px 16px 0;
        row-gap: 2px;
        direction: ltr;
        touch-action: pan-y;
        outline: none;
      }
      .heat:focus-visible {
        outline: 2px solid var(--es-ink);
        outline-offset: -2px;
        border-radius: 12px;
      }
      .row {
        display: contents;
      }
      .d,
      .h {
        font-size: 12px;
        line-height: 16px;
        color: var(--secondary-text-color);
        white-space: nowrap;
      }
      .h {
        justify-self: center;
        font-variant-numeric: tabular-nums;
      }
      .c {
        display: grid;
        place-items: center;
        height: 20px;
      }
      .c.at {
        border-radius: 6px;
        box-shadow: inset 0 0 0 2px var(--es-ink);
        margin-inline: -3px;
      }
      /* Nothing to point at, unless somebody goes through it. */
      .none:not(:focus-visible) .c.at {
        box-shadow: none;
      }
      i {
        display: block;
        flex: none;
        border-radius: 50%;
        background: var(--es-hear-mark);
      }
      i.z {
        background: color-mix(in srgb, var(--es-ink) 18%, transparent);
      }
      .read {
        margin: 8px 16px 0;
        padding: 8px 12px;
        border-radius: 12px;
        background: var(--es-tint);
        min-height: 44px;
        box-sizing: border-box;
        display: flex;
        align-items: center;
        overflow-wrap: anywhere;
      }
      b {
        font-weight: 500;
      }
      .legend {
        display: flex;
        align-items: center;
        gap: 16px;
        padding: 10px 16px 8px;
        font-size: 12px;
        line-height: 16px;
        color: var(--secondary-text-color);
      }
      .legend span {
        display: inline-flex;
        align-items: center;
        gap: 6px;
      }
    `]}#e;#t;#n;#r;willUpdate(){let e=this.telling?.clock.timeZone;this.#t=Ge(this.locale),this.timeline!==void 0&&e!==void 0&&(this.#n!==this.timeline||this.#r!==e)&&([this.#n,this.#r]=[this.timeline,e],this.#e=Ue(this.timeline,e),this.spot??=Ke(this.#e,this.#t))}render(){let{telling:t,spot:n}=this;if(t===void 0||n===null)return e;let{text:r}=t,i=Je(this.#e,this.#t,n),a=i===void 0?null:this.#o(n,i,t),o=We(this.#e);return d`<div
        class="heat ${o?`none`:``}"
        role="grid"
        tabindex="0"
        aria-label=${r(`heat.label`)}
        aria-activedescendant="at-${n.row}-${n.hour}"
        @keydown=${this.#s}
        @pointermove=${this.#c}
        @pointerdown=${this.#c}
      >
        ${this.#t.map((e,r)=>this.#i(e,r,n,t))}
        <span aria-hidden="true"></span>
        ${Array.from({length:24},(e,n)=>this.#a(n,t))}
      </div>
      <div class="read" aria-hidden="true">
        ${o?d`<bdi>${r(`heat.empty`)}</bdi>`:a===null?e:d`<bdi><b>${a.when}</b> · ${a.what}</bdi>`}
      </div>
      <div class="legend" aria-hidden="true">
        ${[1,3,9].map(e=>{let t=k(e),n=e===9?r(`heat.legend_more`,{count:e}):e;return d`<span><i style="width:${t}px;height:${t}px"></i><bdi>${n}</bdi></span>`})}
      </div>`}#i(e,t,n,r){return d`<div class="row" role="row">
      <span class="d" role="rowheader">${A(e,`short`,r)}</span>
      ${this.#e[e]?.map((e,i)=>{let a=n.row===t&&n.hour===i,{when:o,what:s}=this.#o({row:t,hour:i},e,r),c=k(e.count);return d`<span
          class="c ${a?`at`:``}"
          role="gridcell"
          id="at-${t}-${i}"
          aria-selected=${a}
          aria-label="${o}: ${s}"
          ><i class=${e.count===0?`z`:``} style="width:${c}px;height:${c}px"></i
        ></span>`})}
    </div>`}#a(e,t){let n=e%6==0?j(e,t).replace(/:00$/,``):``;return d`<span class="h" aria-hidden="true">${n}</span>`}#o({row:e,hour:t},n,r){return Ye(this.#t[e]??0,t,n,this.snapshot,r)}#s;#c};n([p({attribute:!1})],M.prototype,`timeline`,void 0),n([p({attribute:!1})],M.prototype,`snapshot`,void 0),n([p({attribute:!1})],M.prototype,`telling`,void 0),n([p({attribute:!1})],M.prototype,`locale`,void 0),n([r()],M.prototype,`spot`,void 0);var N=ye(class extends je{constructor(e){if(super(e),e.type!==v.PROPERTY&&e.type!==v.ATTRIBUTE&&e.type!==v.BOOLEAN_ATTRIBUTE)throw Error("The `live` directive is not allowed on child or event bindings");if(!de(e))throw Error("`live` bindings can only contain a single expression")}render(e){return e}update(t,[n]){if(n===y||n===e)return n;let r=t.element,i=t.name;if(t.type===v.PROPERTY){if(n===r[i])return y}else if(t.type===v.BOOLEAN_ATTRIBUTE){if(!!n===r.hasAttribute(i))return y}else if(t.type===v.ATTRIBUTE&&r.getAttribute(i)===n+``)return y;return ke(t),n}}),$e=f`
  .search {
    position: relative;
    margin: 4px 16px 0;
    height: 48px;
    border-radius: 24px;
    background: var(--es-tint);
    display: flex;
    align-items: center;
    gap: 12px;
    padding-inline: 16px 0;
    color: var(--secondary-text-color);
  }
  .search:focus-within {
    outline: 2px solid var(--es-ink);
    outline-offset: 2px;
  }
  .search input {
    flex: 1;
    min-width: 0;
    height: 100%;
    outline: none;
    color: var(--primary-text-color);
    appearance: none;
  }
  .search input::placeholder {
    color: var(--secondary-text-color);
    opacity: 1;
  }
  .search input::-webkit-search-cancel-button {
    display: none;
  }
  .f select {
    position: absolute;
    inset: -4px 0;
    width: 100%;
    opacity: 0;
    appearance: none;
    z-index: 1;
  }
  .f:has(select:focus-visible) {
    outline: 2px solid var(--es-ink);
    outline-offset: 2px;
  }
  option {
    color: #000;
    background: #fff;
  }
`,et=[`all`,`misfire`,`while_muted`,`capture`],P={text:``,kind:`all`,microphoneIds:null,before:null},tt=200;function nt({text:e,kind:t,microphoneIds:n,before:r}){let i=e.trim().slice(0,tt).replace(/[\uD800-\uDBFF]$/,``);return{type:`earshot/activations`,...i===``?{}:{text:i},...t===`all`?{}:{kinds:[t]},...n===null?{}:{microphone_ids:n},...r===null?{}:{end:new Date(r).toISOString()}}}function F({text:e,kind:t,microphoneIds:n,before:r},i){return e.trim()!==``||t!==`all`||r!==null||!R(n,i)}function rt(e,t){return e.text.trim()===t.text.trim()&&e.kind===t.kind&&e.before===t.before&&R(e.microphoneIds,t.microphoneIds)}function I(e){let[,t]=/^#earshot-log=(\d{1,13})$/.exec(e)??[];return t===void 0?null:Number(t)}function L(e,t){return{...P,microphoneIds:t,before:e+1}}function it({microphoneIds:e},t){let[n,...r]=e??[];return n===void 0||r.length>0||R(e,t)?null:n}function at(e,{text:t,kind:n,microphoneIds:r,before:i}){return t.trim()===``&&n===`all`&&i===null?e.filter(({id:e,status:t})=>(t===`listening`||t===`recording`)&&(r?.includes(e)??!0)):[]}function R(e,t){return e===t||e!==null&&t!==null&&e.join(`
`)===t.join(`
`)}var ot=300,z=class extends b{constructor(...e){super(...e),this.question=P,this.microphones=[],this.chosen=null,this.dim=!1,this.#e=``,this.#t=``,this.#s=e=>{this.#e=e.target.value,clearTimeout(this.#n),this.#n=setTimeout(()=>{this.#d({text:this.#e})},ot),this.requestUpdate()},this.#c=()=>{this.#e=``,this.#d({text:``}),this.renderRoot.querySelector(`input`)?.focus(),this.requestUpdate()},this.#l=e=>{let t=e.target.value;this.#d({microphoneIds:t===``?null:[t]})},this.#u=()=>{this.#d({before:null})}}static{this.styles=[g,T,D,Ne,$e]}#e;#t;#n;disconnectedCallback(){super.disconnectedCallback(),clearTimeout(this.#n)}willUpdate(e){e.has(`question`)&&this.question.text!==this.#t&&(clearTimeout(this.#n),this.#e=this.#t=this.question.text)}render(){let{telling:t}=this;return t===void 0?e:d`${this.#r(t)}${this.#i(t)}`}#r({text:n}){return d`<div class="search" role="search">
      ${i(Ae)}
      <input
        type="search"
        maxlength="200"
        aria-label=${n(`log.search`)}
        placeholder=${n(`log.search`)}
        .value=${N(this.#e)}
        @input=${this.#s}
      />
      ${this.#e===``?e:d`<button class="icon" aria-label=${n(`log.clear`)} title=${n(`log.clear`)} @click=${this.#c}>
              ${i(t)}
            </button>`}
    </div>`}#i(t){let{question:n}=this,{text:r}=t;return d`<div class="filters" role="group" aria-label=${r(`log.filters`)}>
      ${n.before===null?e:this.#a(n.before-1,t)}
      ${et.map(e=>d`<button
            class="f ${e===n.kind?`on`:``}"
            aria-pressed=${e===n.kind}
            @click=${()=>{this.#d({kind:e})}}
          >
            ${r(e===`all`?`log.all`:`log.kind_${e}`)}
          </button>`)}
      ${this.microphones.length<2?e:this.#o(t)}
    </div>`}#a(e,{text:n,clock:r,now:a}){let o=r.moment(e,a);return d`<button class="f on" aria-label=${n(`log.show_latest`,{time:o})} @click=${this.#u}>
      ${n(`log.up_to`,{time:o})}${i(t)}
    </button>`}#o({text:e}){let{microphones:t,chosen:n}=this,r=t.find(({id:e})=>e===n)?.name;return d`<span class="f which ${r===void 0?``:`on`}">
      <span aria-hidden="true">${r??e(`log.microphone`)}</span>${i(Ce)}
      <select aria-label=${e(`log.microphone`)} .value=${N(n??``)} @change=${this.#l}>
        <option value="">${e(`log.every_microphone`)}</option>
        ${t.map(e=>d`<option value=${e.id} ?selected=${e.id===n}>${e.name}</option>`)}
      </select>
    </span>`}#s;#c;#l;#u;#d(e){e.text!==void 0&&(clearTimeout(this.#n),this.#t=e.text),this.dispatchEvent(new CustomEvent(`earshot-ask`,{detail:e,bubbles:!0,composed:!0}))}};n([p({attribute:!1})],z.prototype,`question`,void 0),n([p({attribute:!1})],z.prototype,`microphones`,void 0),n([p({attribute:!1})],z.prototype,`chosen`,void 0),n([p({attribute:!1})],z.prototype,`telling`,void 0),n([p({type:Boolean,reflect:!0})],z.prototype,`dim`,void 0);var st=9e5,ct=864e5;function lt(e,t,n,r){let i=[],a=r.clock.day(r.now),o=gt(e=>r.clock.day(e));for(let t of e){let e=o(t.start),n=i.at(-1);n?.key===e?n.entries.push(t):i.push({key:e,entries:[t]})}return n&&i[0]?.key!==a&&i.unshift({key:a,entries:[]}),i.map(({key:e,entries:n},a)=>{let o=n.length===0||t.narrowed||a===0&&t.above||a===i.length-1&&t.below;return{key:e,title:mt(e,r),summary:o?``:ht(n,r),entries:n}})}var ut=class{#e=[];#t=[];of(e,t,n,r,i){let{clock:a,now:o,text:s}=i,c=[e,t.above,t.below,t.narrowed,n,r,a,a.day(o),s];if(c.length!==this.#e.length||c.some((e,t)=>e!==this.#e[t])){let a=lt(e,t,n>0,i);this.#e=c,this.#t=r===null?a:dt(a,Math.max(0,r-n))}return this.#t}};function dt(e,t){let n=t;return e.flatMap((e,t)=>{let r=e.entries.slice(0,n);return n-=r.length,r.length>0||t===0&&e.entries.length===0?[{...e,entries:r}]:[]})}function ft(e,t=50){let n=e.flatMap(e=>[{day:e},...e.entries.map(e=>({entry:e}))]);return Array.from({length:Math.ceil(n.length/t)},(e,r)=>n.slice(r*t,(r+1)*t))}function pt(e){return e.reduce((e,t)=>e+(`day`in t?40:56),0)}function mt(e,{text:t,clock:n,now:r}){let i=n.day(r);if(e===i)return t(`log.today`);let a=Date.parse(e);return a===Date.parse(i)-ct?t(`log.yesterday`):new Intl.DateTimeFormat(n.language,{weekday:`long`,day:`numeric`,month:`long`,timeZone:`UTC`,...e.slice(0,4)===i.slice(0,4)?{}:{year:`numeric`}}).format(a)}function ht(e,{text:t}){let n=e.filter(({misfire:e})=>e).length,r=e.filter(({whileMuted:e})=>e).length;return[t(`log.count`,{count:e.length}),...n===0?[]:[t(`log.count_misfires`,{count:n})],...r===0?[]:[t(`log.count_while_muted`,{count:r})]].map(e=>e.replace(` `,`\xA0`)).join(` · `)}function gt(e){let t=/* @__PURE__ */ new Map;return n=>{let r=Math.floor(n/st),i=t.get(r)??e(n);return t.set(r,i),i}}var _t=f`
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
    text-align: end;
  }
`,vt=[`intent`,`error`,`no_speech`,`not_understood`,`cut_off`],B={intent:`done`,error:`error`,no_speech:`no_speech`,not_understood:`not_understood`,cut_off:`cut_off`,unknown:`heard`},V=[`nobody_home`,`asleep`,`tv_alone`],yt=[`button`,`question`],bt=[`no_speech`,`no_intent`];function xt(e,t){let{text:n,clock:r}=t,[i,a,o]=Tt(e,n),s=e.microphone??n(`log.removed`),c=e.wakePhrase===null?[]:[n(`log.phrase`,{phrase:e.wakePhrase})],l=a===`plain`?e.unusual.flatMap(e=>U(V,e)??[]):[],u=[s,...e.misfire||!e.whileMuted?c:[n(`log.then_${H(e)}`)],...l.map(e=>n(`log.unusual_${e}`))],[d,f]=[u.join(` · `),r.time(e.start)],p=e.end-e.start;return{tone:a,icon:o,title:i,detail:d,duration:De(p,n),time:f,aria:[f,i,...u,r.duration(p)].join(`, `)}}function St(e,{text:t}){let n=[];e.corrected&&n.push({icon:`person`,text:t(e.misfire?`log.said_misfire`:`log.said_meant`)});let r=U(bt,e.corrected?e.correctedFrom:e.misfireReason),i=H(e);e.kind===`capture`?n.push({icon:`capture`,text:t(`log.why_capture`)}):r===null?n.push({icon:B[i],text:t(`log.outcome_${i}`)}):n.push({icon:r===`no_speech`?`no_speech`:`not_understood`,text:t(`log.why_${r}`)},{icon:`error`,text:t(`log.no_command`)}),e.whileMuted&&n.push({icon:`violation`,text:t(`log.why_while_muted`)});let a=U(yt,e.startedBy);a!==null&&n.push({icon:a,text:t(`log.started_${a}`)});for(let r of V.filter(t=>e.unusual.includes(t)))n.push({icon:r,text:t(`log.why_${r}`)});return n}function Ct(e,{text:t,clock:n,now:r}){let i=e.since??r,a=t(`log.now_${e.status===`recording`?`recording`:`listening`}`),o=n.time(i);return{tone:`hears`,icon:e.status===`recording`?`capture`:`listening`,title:a,detail:e.name,duration:n.counter(r-i),time:o,aria:[o,a,e.name].join(`, `)}}function wt({transcript:e,reply:t}){return e!==null||t!==null}function Tt(e,t){if(e.kind===`capture`)return e.whileMuted?[t(`log.recorded_muted`),`violation`,`violation`]:[t(`log.recorded`),`plain`,`capture`];if(e.whileMuted)return[t(`log.heard_muted`),`violation`,`violation`];if(e.misfire)return[t(e.corrected?`log.misfire`:`log.likely_misfire`),`misfire`,`misfire`];let n=H(e);return[t(`log.title_${n}`),`plain`,B[n]]}function H({outcome:e}){return U(vt,e)??`unknown`}function U(e,t){return e.find(e=>e===t)??null}var Et=/* @__PURE__ */ new Set([0,1]),W=class extends b{constructor(...e){super(...e),this.days=[],this.now=[],this.open=null,this.noted=null,this.below=null,this.still=!1,this.dim=!1,this.near=Et,this.#e=/* @__PURE__ */ new Map,this.#t=[],this.#s=e=>{let t=new Set(this.near);for(let{target:n,isIntersecting:r,boundingClientRect:i}of e){let e=Number(n.dataset.index);r?t.add(e):t.has(e)&&!n.matches(`:focus-within`)&&i.height>0&&(this.#e.set(e,i.height),t.delete(e))}(t.size!==this.near.size||[...t].some(e=>!this.near.has(e)))&&(this.near=t)},this.#c=e=>{e.some(({isIntersecting:e})=>e)&&this.#l()},this.#l=()=>{this.dispatchEvent(new CustomEvent(`earshot-older`,{bubbles:!0,composed:!0}))}}static{this.styles=[g,T,D,_t]}#e;#t;#n;#r;connectedCallback(){super.connectedCallback(),this.#n=new IntersectionObserver(this.#s,{rootMargin:`1200px 0px`}),this.#r=new IntersectionObserver(this.#c,{rootMargin:`600px 0px`}),this.requestUpdate()}disconnectedCallback(){super.disconnectedCallback(),this.#n?.disconnect(),this.#r?.disconnect()}willUpdate(e){e.has(`days`)&&(this.#t=ft(this.days))}render(){let{telling:t}=this;return t===void 0?e:d`${this.#t.map((n,r)=>{let i=this.near.has(r),a=this.#e.get(r)??pt(n);return d`<div class="block" data-index=${r} style=${i?``:`height:${a}px`}>
        ${i?this.#i(n,r===0,t):e}
      </div>`})}
    ${this.#o(t)}`}#i(t,n,r){return we(t,e=>`day`in e?e.day.key:e.entry.id,(t,i)=>`day`in t?d`<h3>
                <bdi>${t.day.title}</bdi><span><bdi>${t.day.summary}</bdi></span>
              </h3>
              ${n&&i===0?this.now.map(e=>this.#a(e,r)):e}`:d`<earshot-log-row
              .entry=${t.entry}
              .telling=${r}
              .open=${this.open===t.entry.id}
              .noted=${this.noted===t.entry.id}
              .still=${this.still}
              ?dim=${this.dim}
            ></earshot-log-row>`)}#a(e,t){return d`<earshot-log-row
      .now=${Ct(e,t)}
      .telling=${t}
      ?dim=${this.dim}
    ></earshot-log-row>`}#o({text:t}){let{below:n}=this;if(n===null)return e;let r=n===`failed`?`log.retry`:n===`loading`?`connection.loading`:`log.earlier`;return d`${n===`failed`?d`<div class="line" role="alert">${t(`log.failed_below`)}</div>`:e}
      <button class="more" aria-busy=${n===`loading`} @click=${this.#l}>${t(r)}</button>`}updated(e){for(let e of this.renderRoot.querySelectorAll(`.block`))this.#n?.observe(e);if(e.has(`below`)||e.has(`days`)){this.#r?.disconnect();let e=this.renderRoot.querySelector(`.more`);e!==null&&this.below===`idle`&&this.#r?.observe(e)}}#s;#c;#l};n([p({attribute:!1})],W.prototype,`days`,void 0),n([p({attribute:!1})],W.prototype,`now`,void 0),n([p({type:Number})],W.prototype,`open`,void 0),n([p({type:Number})],W.prototype,`noted`,void 0),n([p()],W.prototype,`below`,void 0),n([p({type:Boolean})],W.prototype,`still`,void 0),n([p({attribute:!1})],W.prototype,`telling`,void 0),n([p({type:Boolean,reflect:!0})],W.prototype,`dim`,void 0),n([r()],W.prototype,`near`,void 0);var Dt=f`
  .ev {
    display: grid;
    grid-template-columns: minmax(44px, auto) 32px 1fr auto;
    align-items: center;
    column-gap: 8px;
    min-height: 56px;
    padding: 4px 16px;
    width: 100%;
    box-sizing: border-box;
    position: relative;
  }
  /* Over what it opens: its name is a sentence, not what is written in it. */
  .over {
    position: absolute;
    inset: 0;
    border-radius: 12px;
  }
  .over:focus-visible {
    outline-offset: -2px;
  }
  .tm {
    color: var(--secondary-text-color);
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  .ei {
    width: 32px;
    height: 32px;
    border-radius: 50%;
    display: grid;
    place-items: center;
    color: var(--es-muted);
  }
  .ei svg.i {
    width: 20px;
    height: 20px;
  }
  .hears .ei {
    background: var(--es-hear);
    color: var(--es-on-hear);
  }
  .misfire .ei {
    box-shadow: inset 0 0 0 2px var(--es-hear-mark);
    color: var(--es-hear-text);
  }
  .violation .ei {
    background: var(--es-bad);
    color: var(--es-on-bad);
    border-radius: 10px;
  }
  :host([dim]) .violation .ei {
    color: #000;
  }
  .words {
    min-width: 0;
  }
  .a {
    display: block;
    font-weight: 500;
  }
  .b {
    display: block;
    font-size: 12px;
    line-height: 16px;
    letter-spacing: 0.2px;
    color: var(--secondary-text-color);
    overflow-wrap: anywhere;
  }
  .shut .b {
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
    overflow: hidden;
  }
  .hears .a,
  .misfire .a {
    color: var(--es-hear-text);
  }
  .violation .a {
    color: var(--es-bad-text);
  }
  .du {
    font-size: 12px;
    color: var(--secondary-text-color);
    font-variant-numeric: tabular-nums;
    text-align: end;
    white-space: nowrap;
  }
  .open {
    margin: 4px 8px;
    border-radius: 12px;
    background: var(--es-tint);
  }
  .open .ev {
    padding: 4px 8px;
  }
  .det {
    padding-block: 0 12px;
    padding-inline: 66px 12px;
  }
  .det ul {
    list-style: none;
    margin: 0 0 8px;
    padding: 0;
  }
  .det li {
    display: flex;
    gap: 16px;
    padding: 2px 0;
  }
  .det li svg.i {
    width: 18px;
    height: 18px;
    margin-top: 1px;
    color: var(--es-muted);
  }
  .show {
    display: inline-flex;
    align-items: center;
    gap: 14px;
    min-height: 44px;
    margin-inline-start: -1px;
    color: var(--es-live-text);
    font-weight: 500;
  }
  .show svg.i {
    width: 20px;
    height: 20px;
  }
  dl {
    margin: 0;
    padding-inline-start: 34px;
  }
  dt {
    font-size: 12px;
    line-height: 16px;
    color: var(--secondary-text-color);
  }
  dd {
    margin: 0 0 8px;
    overflow-wrap: anywhere;
    white-space: pre-wrap;
  }
  .btns {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px;
    margin-block: 8px 0;
    margin-inline: 34px 0;
  }
`,G={listening:he,violation:c,misfire:se,capture:Te,done:te,error:re,not_understood:ve,cut_off:s,question:oe,heard:Oe,no_speech:a,nobody_home:ee,asleep:le,tv_alone:be,person:m,button:ae},K=class extends b{constructor(...e){super(...e),this.open=!1,this.noted=!1,this.still=!1,this.dim=!1,this.#e=!1,this.#i=()=>{this.#u(`earshot-toggle`,this.entry?.id)},this.#a=()=>{this.#e=!this.#e,this.requestUpdate()},this.#o=()=>{this.#l(!1)},this.#s=()=>{this.#l(!0)},this.#c=()=>{this.#l(this.entry?.misfire!==!0,!0)}}static{this.styles=[g,T,D,Dt]}#e;willUpdate(){this.#e&&=this.open}render(){let{entry:t,telling:n,now:r}=this;if(r!==void 0)return d`<div class="ev ${r.tone}">${q(r,!1)}</div>`;if(t===void 0||n===void 0)return e;let i=xt(t,n),a=d`<div class="ev ${i.tone} ${this.open?``:`shut`}">
      ${q(i,!0)}
      <button class="over" aria-label=${i.aria} aria-expanded=${this.open} @click=${this.#i}></button>
    </div>`;return this.open?d`<div class="open">${a}${this.#t(t,n)}</div>`:a}#t(t,n){let{text:r}=n;return d`<div class="det">
      <ul>
        ${St(t,n).map(e=>d`<li>${i(G[e.icon])}<bdi>${e.text}</bdi></li>`)}
      </ul>
      ${wt(t)?this.#n(t,r):e}
      ${t.kind===`capture`?e:this.#r(t,r)}
    </div>`}#n(t,n){let r=this.#e;return d`<button class="show" aria-expanded=${r} @click=${this.#a}>
        ${i(r?l:Ee)}${n(r?`log.hide_words`:`log.show_words`)}
      </button>
      ${r?d`<dl>${J(n(`log.understood`),t.transcript)}${J(n(`log.answered`),t.reply)}</dl>`:e}`}#r(n,r){let a=n.misfire&&!n.corrected;return d`<div class="btns">
      <button
        class="btn ${a?``:`q`}"
        aria-pressed=${n.corrected&&!n.misfire}
        ?disabled=${this.still}
        @click=${this.#o}
      >
        ${i(te)}${r(`log.meant`)}
      </button>
      <button
        class="btn q"
        aria-pressed=${n.corrected&&n.misfire}
        ?disabled=${this.still}
        @click=${this.#s}
      >
        ${i(t)}${r(`log.misfire`)}
      </button>
      ${this.noted?d`<button class="show" ?disabled=${this.still} @click=${this.#c}>
              ${i(fe)}${r(`log.undo`)}
            </button>`:e}
    </div>`}#i;#a;#o;#s;#c;#l(e,t=!1){this.#u(`earshot-correct`,{id:this.entry?.id,misfire:e,undo:t})}#u(e,t){this.dispatchEvent(new CustomEvent(e,{detail:t,bubbles:!0,composed:!0}))}};n([p({attribute:!1})],K.prototype,`entry`,void 0),n([p({attribute:!1})],K.prototype,`now`,void 0),n([p({attribute:!1})],K.prototype,`telling`,void 0),n([p({type:Boolean})],K.prototype,`open`,void 0),n([p({type:Boolean})],K.prototype,`noted`,void 0),n([p({type:Boolean})],K.prototype,`still`,void 0),n([p({type:Boolean,reflect:!0})],K.prototype,`dim`,void 0);function q(e,t){return d`<span class="tm" aria-hidden=${t}>${e.time}</span>
    <span class="ei">${i(G[e.icon])}</span>
    <span class="words" aria-hidden=${t}
      ><span class="a"><bdi>${e.title}</bdi></span
      ><span class="b"><bdi>${e.detail}</bdi></span></span
    >
    <span class="du" aria-hidden=${t}><bdi>${e.duration}</bdi></span>`}function J(t,n){return n===null?e:d`<dt>${t}</dt>
        <dd dir="auto">${n}</dd>`}var Ot=f`
  .panel {
    margin: 4px 8px 8px;
    padding: 12px;
    border-radius: 12px;
    background: var(--es-tint);
  }
  .panel p {
    margin: 0;
  }
  .panel .filters {
    padding: 0 0 8px;
    flex-wrap: wrap;
    overflow: visible;
  }
  .btns + p {
    margin-top: 8px;
    color: var(--es-bad-text);
    font-weight: 500;
  }
  .btns {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    margin-block-start: 8px;
  }
`,kt=[`hour`,`today`,`week`,`all`],At=36e5,Y=9e5;function jt(e,t,n){switch(e){case`hour`:return t-At;case`today`:return It(t,n);case`week`:return t-168*At;case`all`:return null}}function Mt(e,t){return{type:`earshot/purge`,...e===null?{}:{start:new Date(e).toISOString()},...t===null?{}:{microphone_ids:t},include_history:e===null}}function Nt(e,t,n){let{text:r,clock:i,now:a}=n,o=e===null?`all`:`since`,s=e===null?``:i.moment(e,a);return`${t===null?r(`log.purge_says_${o}`,{time:s}):r(`log.purge_says_${o}_one`,{name:Ft(t,n),time:s})} ${r(`log.purge_for_good`)}`}function Pt(e,t){return e===null?t.text(`log.export_says`):t.text(`log.export_says_one`,{name:Ft(e,t)})}function Ft(e,{clock:t}){return new Intl.ListFormat(t.language,{type:`conjunction`}).format(e)}function It(e,t){let n=t.day(e),r=Math.floor(e/Y)*Y;for(;t.day(r-Y)===n;)r-=Y;return r}var Lt=`person`;function Rt(e){let t=E(e);return{entries:ce(t.activations,Ht),cursor:h(t.cursor)}}function zt(e){return Ht(E(e).activation)}function Bt(e){let t=E(e);return{rows:w(t.rows)??0,history:t.history===!0}}function Vt(e){let t=h(E(E(e).response).url);return t?.startsWith(`/api/earshot/export/`)===!0?t:null}function Ht(e){let t=Me(e),n=E(e);if(t?.id===void 0||t.id===null)return null;let r=h(n.misfire_reason);return{...t,id:t.id,microphone:Ut(h(n.microphone)),outcome:h(n.outcome),misfireReason:r,corrected:r===Lt,correctedFrom:h(n.corrected_from),unusual:ce(n.unusual,h),startedBy:h(n.started_by),homeCount:w(n.home_count),decision:n.decision===`muted`?`muted`:n.decision===`live`?`live`:null,wakePhrase:Ut(h(n.wake_phrase)),transcript:h(n.transcript),reply:h(n.reply)}}function Ut(e){return e?.replace(/[\u202A-\u202E\u2066-\u2069]/g,``)??null}var X=class extends b{constructor(...e){super(...e),this.tool=`export`,this.microphones=null,this.dim=!1,this.span=`hour`,this.busy=!1,this.problem=``,this.#a=()=>{let{hass:e,telling:t}=this;if(t===void 0)return;let n=jt(this.span,Date.now(),t.clock);this.#o(async()=>{let{rows:r}=Bt(await e?.callWS(Mt(n,this.microphones?.map(({id:e})=>e)??null)));return t.text(`log.purge_done`,{count:r})})},this.#s=()=>{this.#c(null)}}static{this.styles=[g,T,D,Ne,Ot]}render(){let{telling:t}=this;return t===void 0?e:d`<div class="panel" role="group" aria-label=${t.text(`log.${this.tool}`)}>
      ${this.tool===`export`?this.#e(t):this.#t(t)}
      ${this.problem===``?e:d`<p role="alert">${this.problem}</p>`}
    </div>`}#e(e){let{text:t}=e;return d`<p dir="auto">${Pt(this.#r,e)}</p>
      <div class="btns">
        ${[`csv`,`jsonl`].map(e=>d`<button
              class="btn"
              ?disabled=${this.busy}
              @click=${()=>{this.#i(e)}}
            >
              ${t(`log.export_${e}`)}
            </button>`)}
        ${this.#n(t)}
      </div>`}#t(e){let{text:t,clock:n,now:r}=e,i=jt(this.span,r,n);return d`<div class="filters" role="group" aria-label=${t(`log.purge_span`)}>
        ${kt.map(e=>d`<button
              class="f ${e===this.span?`on`:``}"
              aria-pressed=${e===this.span}
              @click=${()=>{this.span=e}}
            >
              ${t(`log.purge_${e}`)}
            </button>`)}
      </div>
      <p aria-live="polite" dir="auto">${Nt(i,this.#r,e)}</p>
      <div class="btns">
        <button class="btn bad" ?disabled=${this.busy} @click=${this.#a}>${t(`log.purge_confirm`)}</button>
        ${this.#n(t)}
      </div>`}#n(e){return d`<button class="btn q" @click=${this.#s}>${e(`log.cancel`)}</button>`}get#r(){return this.microphones?.map(({name:e})=>e)??null}async#i(e){let{hass:t}=this,n=this.microphones?.flatMap(({entities:{status:e}})=>e??[]);await this.#o(async()=>{let r=n===void 0?void 0:{entity_id:n},i=Vt(await t?.callService(`earshot`,`export_log`,{format:e},r,!1,!0));if(i===null)throw Error(this.telling?.text(`log.failed`));let a=document.createElement(`a`);return a.href=i,a.download=``,a.target=`_blank`,this.renderRoot.append(a),a.click(),a.remove(),``})}#a;async#o(e){this.busy=!0,this.problem=``;try{this.#c(await e())}catch(e){this.problem=_(e)}this.busy=!1}#s;#c(e){this.dispatchEvent(new CustomEvent(`earshot-done`,{detail:e,bubbles:!0,composed:!0}))}};n([p()],X.prototype,`tool`,void 0),n([p({attribute:!1})],X.prototype,`hass`,void 0),n([p({attribute:!1})],X.prototype,`microphones`,void 0),n([p({attribute:!1})],X.prototype,`telling`,void 0),n([p({type:Boolean,reflect:!0})],X.prototype,`dim`,void 0),n([r()],X.prototype,`span`,void 0),n([r()],X.prototype,`busy`,void 0),n([r()],X.prototype,`problem`,void 0);var Wt=[[`export`,o],[`purge`,ne]];function Gt(e,t,n){return d`<button
    class="icon"
    aria-label=${e(`heat.show`)}
    title=${e(t?`heat.hide`:`heat.show`)}
    aria-pressed=${t}
    @click=${n}
  >
    ${i(ie)}
  </button>`}function Kt(e,t,n){return Wt.map(([r,a])=>d`<button
        class="icon"
        aria-label=${e(`log.${r}`)}
        title=${e(`log.${r}`)}
        aria-expanded=${t===r}
        @click=${()=>{n(r)}}
      >
        ${i(a)}
      </button>`)}var qt=f`
  .frame {
    container-type: inline-size;
    position: relative;
    background: var(--es-surface);
    border: var(--ha-card-border-width, 1px) solid var(--ha-card-border-color, var(--divider-color));
    border-radius: var(--ha-card-border-radius, var(--ha-border-radius-lg, 12px));
    box-shadow: var(--ha-card-box-shadow, none);
    box-sizing: border-box;
    padding-bottom: 8px;
  }
  .said {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
`;function Jt({entries:e,cursor:t}){return{entries:Z(e),cursor:t,end:null}}function Yt({cursor:e,end:t}){return e!==null||t!==null}function Xt(e,{entries:t,cursor:n}){return{entries:Z([...e.entries,...t]),cursor:n,end:n===null?null:e.end}}function Zt(e,t){let n=t.entries.at(-1),r=n===void 0?-1:e.entries.findIndex(({id:e})=>e===n.id);return t.cursor===null||r===-1?Jt(t):{...e,entries:Z([...t.entries,...e.entries.slice(r+1)])}}function Qt(e){let t=e.entries.at(-1);return t===void 0?e:{...e,cursor:null,end:t.start+1}}function $t(e,t){return{...e,entries:e.entries.map(e=>e.id===t.id?t:e)}}function Z(e){return[...new Map(e.map(e=>[e.id,e])).values()]}var en=100,tn={entries:[],cursor:null,end:null},nn=class{#e=P;#t=tn;#n=`idle`;#r=`idle`;#i=0;#a=0;#o=!1;#s=!1;constructor(e,t){this.ask=e,this.told=t}get question(){return this.#e}get entries(){return this.#t.entries}get state(){return this.#n}get below(){return this.#r}get more(){return Yt(this.#t)}async pose(e){this.#n!==`idle`&&this.#n!==`failed`&&rt(e,this.#e)||(this.#e=e,await this.reload())}async reload(){let e=++this.#i;this.#n=`loading`,this.#r=`idle`,this.#o=!1,this.told();let[t,n]=[tn,`ready`];try{t=Jt(await this.#u(this.#e))}catch(e){n=ge(e)===`unauthorized`?`forbidden`:`failed`}e===this.#i&&([this.#t,this.#n]=[t,n],this.told(),await this.#c())}async older(){if(this.#n!==`ready`||this.#r===`loading`||!this.more)return;let{cursor:e,end:t}=this.#t,n=this.#i;this.#r=`loading`,this.told();try{let r=t===null?this.#e:{...this.#e,before:t},i=await this.#u(r,e);if(n!==this.#i)return;this.#r=`idle`,this.#t.cursor===e&&this.#t.end===t&&(this.#t=Xt(this.#t,i))}catch(t){if(n!==this.#i)return;if(this.#r=`failed`,ge(t)===`service_validation_error`&&e!==null){this.#r=`idle`,this.#t=Qt(this.#t),await this.older();return}}this.told()}async refresh(){this.#e.before===null&&(this.#o=!0,await this.#c())}async#c(){if(!(this.#n!==`ready`||this.#s)){for(this.#s=!0;this.#o;)this.#o=!1,await this.#l();this.#s=!1}}async correct(e,t){let n=this.#i,r=zt(await this.ask({type:`earshot/correct`,activation_id:e,misfire:t}));this.#a+=1,r!==null&&n===this.#i&&(this.#t=$t(this.#t,r),this.told())}async#l(){let[e,t]=[this.#i,this.#a];try{let n=await this.#u(this.#e);if(e!==this.#i)return;t===this.#a?(this.#t=Zt(this.#t,n),this.told()):this.#o=!0}catch{}}async#u(e,t=null){let n={...nt(e),limit:en,...t===null?{}:{cursor:t}};return Rt(await this.ask(n))}},Q=class extends b{constructor(...e){super(...e),this.dim=!1,this.open=null,this.noted=null,this.tool=null,this.heat=!1,this.said=``,this.#e=new xe({told:()=>{this.#_()}}),this.#t=new nn(e=>this.#e.hass?.callWS(e)??Promise.reject(/* @__PURE__ */ Error()),()=>{this.requestUpdate()}),this.#n=new ut,this.#a=!1,this.#o=!1,this.#s=!1,this.#c=P,this.#b=async e=>{e.detail.before===null&&I(location.hash)!==null&&history.replaceState(null,``,location.pathname+location.search),await this.#y({...this.#t.question,...e.detail});let{entries:t,state:n}=this.#t,r=this.telling?.text;n===`ready`&&r!==void 0&&(this.said=t.length===0?r(`log.nothing_found`):r(`log.entries`,{count:t.length}))},this.#x=e=>{let{microphoneId:t,at:n}=e.detail??{};if(this.config?.limit!==null||this.config.view===`heat`)return;e.preventDefault();let r=t===void 0?null:[t];this.#C(n===void 0?{...P,microphoneIds:r}:L(n,r),n!==void 0);let i=matchMedia(`(prefers-reduced-motion: reduce)`).matches;this.scrollIntoView({block:`nearest`,behavior:i?`auto`:`smooth`})},this.#S=()=>{let e=I(location.hash);e!==null&&this.config?.limit===null&&this.config.view===`log`&&this.#C(L(e,null),!0)},this.#w=()=>{this.#t.older()},this.#T=()=>{this.#t.reload()},this.#E=()=>{this.heat=!this.heat,this.tool=null},this.#D=e=>{this.tool=this.tool===e?null:e},this.#O=()=>{me(this.config?.path??``)},this.#k=e=>{this.open=this.open===e.detail?null:e.detail},this.#A=e=>{let{id:t,misfire:n,undo:r}=e.detail;this.#t.correct(t,n).then(()=>{this.noted=r?null:t,this.said=this.telling?.text(n?`log.noted_misfire`:`log.noted_meant`)??``},e=>{S(this,`hass-notification`,{message:_(e)})})},this.#j=e=>{this.tool===`purge`&&e.detail!==null&&(S(this,`hass-notification`,{message:e.detail}),this.#t.reload()),this.tool=null}}static{this.styles=[g,T,D,qt]}#e;#t;#n;#r;#i;#a;#o;#s;#c;setConfig(e){let t=this.config;this.config=Se(e),this.heat=this.config.view===`heat`||this.heat&&t?.view===this.config.view,this.#y(P)}set hass(e){this.#e.take(e);let t=this.config?.dim??`never`;this.dim=t===`always`||t!==`never`&&e.states[t]?.state===`on`}connectedCallback(){super.connectedCallback(),window.addEventListener(`earshot-log`,this.#x),window.addEventListener(`hashchange`,this.#S),window.addEventListener(`location-changed`,this.#S),this.#e.connect(),this.#S()}disconnectedCallback(){super.disconnectedCallback(),window.removeEventListener(`earshot-log`,this.#x),window.removeEventListener(`hashchange`,this.#S),window.removeEventListener(`location-changed`,this.#S),this.#i?.(),this.#r=void 0,this.#e.disconnect()}render(){let{config:t,telling:n}=this,{store:r}=this.#e;if(t===void 0||n===void 0||r===void 0)return e;let{snapshot:i,connection:a}=r;if(i===null||a!==`ready`&&a!==`lost`&&a!==`loading`)return this.#l(d`<earshot-notice
          .notice=${a===`ready`?`loading`:a}
          .telling=${n}
          .admin=${this.#p}
        ></earshot-notice>`);let o=a===`lost`,{text:s}=n,c=i.home.log.kept&&i.home.log.readable&&this.#t.state!==`forbidden`;return this.#l(d`${c&&this.heat?d`<earshot-patterns
              .hass=${this.#e.hass}
              .heading=${t.title??``}
              .microphoneIds=${this.#g}
              .snapshot=${i}
              .telling=${n}
              .still=${o}
              ?dim=${this.dim}
              >${this.#u(t,n)}</earshot-patterns
            >`:d`<div class="head">
              <h2><bdi>${t.title??s(this.heat?`heat.title`:`log.title`)}</bdi></h2>
              ${c?this.#u(t,n):e}
            </div>`}
      ${o?d`<div class="line" role="status">${s(`log.lost`)}</div>`:e}
      ${i.home.log.kept?c?this.heat?e:this.#d(t,n):O(pe,s(`log.forbidden`),s(`log.forbidden_detail`)):O(C,s(`log.off`),s(`log.off_detail`))}`)}#l(e){return d`<div
        class="frame"
        dir=${this.#e.direction}
        @earshot-ask=${this.#b}
        @earshot-older=${this.#w}
        @earshot-toggle=${this.#k}
        @earshot-correct=${this.#A}
        @earshot-done=${this.#j}
      >
        ${e}
      </div>
      <div class="said" role="status" aria-live="polite">${this.said}</div>`}#u(t,{text:n}){if(t.limit!==null)return e;let r=t.heat&&t.view===`log`?Gt(n,this.heat,this.#E):e,i=this.#p&&!this.heat?Kt(n,this.tool,this.#D):e;return d`${r} ${i}`}#d(t,n){let{question:r}=this.#t,i=this.#h;return d`${t.limit===null?d`<earshot-log-filters
            .question=${r}
            .microphones=${i}
            .chosen=${it(r,this.#g)}
            .telling=${n}
            ?dim=${this.dim}
          ></earshot-log-filters>`:e}
    ${this.tool===null||!this.#p?e:d`<earshot-log-tools
            .tool=${this.tool}
            .hass=${this.#e.hass}
            .microphones=${r.microphoneIds===null?null:i.filter(({id:e})=>r.microphoneIds?.includes(e)===!0)}
            .telling=${n}
            ?dim=${this.dim}
          ></earshot-log-tools>`}
    ${this.#t.state===`failed`?O(C,n.text(`log.failed`),``,d`<button class="btn" @click=${this.#T}>${n.text(`log.retry`)}</button>`):this.#f(t,n)}`}#f({limit:t,path:n},r){let{text:i}=r,a=this.#t,o=this.#e.store?.connection===`ready`,s=o?at(this.#h,a.question):[],c={above:a.question.before!==null,below:a.more,narrowed:F({...a.question,before:null},this.#g)},l=this.#n.of(a.entries,c,s.length,t,r),f=t===null||n===null?e:d`<button class="more" @click=${this.#O}>${i(`log.open`)}</button>`;if(l.length>0)return d`<earshot-log-list
          aria-busy=${a.state===`loading`}
          .days=${l}
          .now=${s}
          .open=${this.open}
          .noted=${this.noted}
          .below=${t===null&&a.more?a.below:null}
          .still=${!o}
          .telling=${r}
          ?dim=${this.dim}
        ></earshot-log-list>
        ${f}`;if(a.state!==`ready`)return d`<div class="line" role="status">${i(`connection.loading`)}</div>`;let p=F(a.question,this.#g)?`nothing_found`:`empty`,m=p===`empty`||a.question.text!==``?i(`log.${p}_detail`):``;return d`${O(u,i(`log.${p}`),m)}${f}`}get#p(){return this.#e.hass?.user?.is_admin===!0}get#m(){return this.#e.store?.snapshot??null}get#h(){let e=this.#m,t=e?.order.flatMap(t=>e.microphones.get(t)??[])??[];return _e(t,this.config?.microphones??null)}get#g(){return(this.config?.microphones??null)===null?null:this.#h.map(({id:e})=>e)}#_(){let{store:e}=this.#e;this.telling=this.#e.telling(),this.requestUpdate(),e!==this.#r&&e!==void 0&&this.isConnected&&(this.#i?.(),this.#r=e,this.#i=e.hear(()=>{this.#t.refresh()}),this.#t.refresh()),e?.connection===`lost`?this.#a=!0:e?.connection===`ready`&&this.#v(),this.requestUpdate()}#v(){let e=this.#m?.home.log,t=e?.kept===!0&&e.readable,n=t&&!this.#o;this.#o=t,t&&(this.#t.state===`idle`?this.#y(this.#c):(this.#a||n)&&(this.#t.state===`ready`?this.#t.refresh():this.#t.reload()),this.#a=!1)}async#y(e){if(!this.#o){this.#c=e;return}let t=e.microphoneIds??this.#g;this.noted=null,await this.#t.pose({...e,microphoneIds:t});let[n]=this.#t.entries;this.#s&&n!==void 0&&(this.open=n.id,this.#s=!1)}#b;#x;#S;#C(e,t){this.heat=!1,this.#s=t,this.#y(e)}#w;#T;#E;#D;#O;#k;#A;#j};n([p({type:Boolean,reflect:!0})],Q.prototype,`dim`,void 0),n([r()],Q.prototype,`config`,void 0),n([r()],Q.prototype,`telling`,void 0),n([r()],Q.prototype,`open`,void 0),n([r()],Q.prototype,`noted`,void 0),n([r()],Q.prototype,`tool`,void 0),n([r()],Q.prototype,`heat`,void 0),n([r()],Q.prototype,`said`,void 0);var $=class extends b{constructor(...e){super(...e),this.heading=``,this.microphoneIds=null,this.snapshot=null,this.still=!1,this.dim=!1,this.failed=!1,this.#e=null,this.#t=``,this.#r=()=>{this.#e=null,this.failed=!1}}static{this.styles=[g,T,D,f`
      .since {
        flex: none;
        padding-inline-end: 12px;
        font-size: 12px;
        line-height: 16px;
        color: var(--secondary-text-color);
      }
    `]}#e;#t;willUpdate(e){let t=this.microphoneIds?.join(`
`)??`*`;t===this.#t?e.get(`still`)===!0&&this.failed&&(this.#e=null):[this.#t,this.#e,this.timeline]=[t,null,void 0];let{hass:n,telling:r}=this;n!==void 0&&r!==void 0&&!this.still&&Ve(this.#e,r.now)&&(this.#e=r.now,this.#i(n,r.now))}render(){let{telling:t}=this;if(t===void 0)return e;let n=this.timeline===void 0?``:He(this.timeline,t);return d`<div class="head">
        <h2><bdi>${this.heading===``?t.text(`heat.title`):this.heading}</bdi></h2>
        <span class="since"><bdi>${n}</bdi></span
        ><slot></slot>
      </div>
      ${this.#n(t)}`}#n(e){let{text:t}=e;return this.timeline===void 0?this.failed?O(C,t(`log.failed`),``,d`<button class="btn" @click=${this.#r}>${t(`log.retry`)}</button>`):d`<div class="line" role="status">${t(`connection.loading`)}</div>`:d`<earshot-heat
        .timeline=${this.timeline}
        .snapshot=${this.snapshot}
        .telling=${e}
        .locale=${this.hass?.locale??{language:`en`}}
        ?dim=${this.dim}
      ></earshot-heat>`}#r;async#i(e,t){let n=this.#t;this.failed=!1;try{let r=ue(await e.callWS(Be(t,this.microphoneIds)));n===this.#t&&(this.timeline=r)}catch{this.failed=this.timeline===void 0}}};n([p({attribute:!1})],$.prototype,`hass`,void 0),n([p()],$.prototype,`heading`,void 0),n([p({attribute:!1})],$.prototype,`microphoneIds`,void 0),n([p({attribute:!1})],$.prototype,`snapshot`,void 0),n([p({attribute:!1})],$.prototype,`telling`,void 0),n([p({type:Boolean})],$.prototype,`still`,void 0),n([p({type:Boolean,reflect:!0})],$.prototype,`dim`,void 0),n([r()],$.prototype,`timeline`,void 0),n([r()],$.prototype,`failed`,void 0),x(`earshot-heat`,M),x(`earshot-log-filters`,z),x(`earshot-log-list`,W),x(`earshot-log-row`,K),x(`earshot-log-tools`,X),x(`earshot-patterns`,$),x(`earshot-log`,Q);