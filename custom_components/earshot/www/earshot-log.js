import{$ as e,A as t,B as n,C as r,D as i,E as a,G as o,H as s,I as c,J as l,K as u,M as d,N as f,O as p,P as ee,Q as te,R as m,S as h,T as g,U as ne,V as re,W as ie,X as ae,Y as oe,a as se,c as ce,ct as _,d as le,et as ue,f as v,ft as y,i as b,it as de,j as x,k as S,l as fe,lt as pe,n as me,nt as he,o as ge,p as _e,q as ve,r as ye,rt as be,s as xe,st as Se,tt as Ce,u as C,ut as we,v as Te,w,x as T,z as Ee}from"./earshot.js";import{a as De,c as Oe,d as E,f as ke,i as Ae,l as D,m as O,n as je,o as k,p as A,s as Me,t as j,u as M}from"./earshot-parts.js";var Ne=9e5,Pe=9,N=[`sunday`,`monday`,`tuesday`,`wednesday`,`thursday`,`friday`,`saturday`],Fe=2592e6,Ie=36e5,P=Date.UTC(2023,0,1);function Le(e,t){return{type:`earshot/timeline`,start:(/* @__PURE__ */ new Date(e-Fe)).toISOString(),end:new Date(e).toISOString(),marks:!0,...t===null?{}:{microphone_ids:t}}}function Re(e,t){return e===null||t-e>=Ie}function ze({start:e,since:t},{text:n,clock:r,now:i}){return t>e?n(`heat.since`,{time:r.moment(t,i)}):n(`heat.last_30_days`)}function Be({microphones:e},t){let n=Array.from({length:168},()=>/* @__PURE__ */ new Map),r=Je(t);for(let{id:t,marks:i}of e.values())for(let{start:e,misfire:a}of i){let i=a?n[r(e)]:void 0;i?.set(t,(i.get(t)??0)+1)}return Array.from({length:7},(e,t)=>n.slice(t*24,(t+1)*24).map(qe))}function Ve(e){return e.every(e=>e.every(({count:e})=>e===0))}function He(e){let t=Ye(e);return Array.from({length:7},(e,n)=>(t+n)%7)}function F(e){return e===0?2:Math.round(4+10*Math.sqrt((Math.min(e,Pe)-1)/8))}function Ue(e,t){let n={row:0,hour:0},r=0;return t.forEach((t,i)=>{e[t]?.forEach(({count:e},t)=>{e>r&&([n,r]=[{row:i,hour:t},e])})}),n}function We({row:e,hour:t},n,r){return{ArrowLeft:{row:e,hour:Math.max(0,t-1)},ArrowRight:{row:e,hour:Math.min(23,t+1)},ArrowUp:{row:Math.max(0,e-1),hour:t},ArrowDown:{row:Math.min(6,e+1),hour:t},Home:{row:r?0:e,hour:0},End:{row:r?6:e,hour:23}}[n]??null}function Ge(e,t,{row:n,hour:r}){return e[t[n]??0]?.[r]}function I(e,t,{clock:n}){return new Intl.DateTimeFormat(n.language,{weekday:t,timeZone:`UTC`}).format(P+e*864e5)}function Ke(e,t,n,r,i){let{text:a}=i,o=a(`heat.when`,{day:I(e,`long`,i),time:L(t,i)}),s=n.mostly===null?void 0:r?.microphones.get(n.mostly)?.name;if(n.count===0)return{when:o,what:a(`heat.none`)};let c=a(`heat.count`,{count:n.count});return{when:o,what:s===void 0?c:a(n.alone?`heat.alone`:`heat.mostly`,{what:c,name:s})}}function L(e,{clock:t}){let n=t.hour(0)===t.time(0)?{hour:`2-digit`,minute:`2-digit`,hourCycle:`h23`}:{hour:`numeric`,hourCycle:`h12`};return new Intl.DateTimeFormat(t.language,{...n,timeZone:`UTC`}).format(P+e*36e5)}function qe(e){let t=[...e.values()].reduce((e,t)=>e+t,0),[n=null]=[...e].find(([,e])=>e>t/2)??[];return{count:t,mostly:n,alone:n!==null&&e.size===1}}function Je(e){let t=new Intl.DateTimeFormat(`en-GB`,{weekday:`long`,timeZone:e}),n=new Intl.DateTimeFormat(`en-GB`,{hour:`2-digit`,hourCycle:`h23`,timeZone:e}),r=/* @__PURE__ */ new Map;return e=>{let i=Math.floor(e/Ne),a=r.get(i);return a===void 0&&(a=N.indexOf(t.format(e).toLowerCase())*24+Number(n.format(e)),r.set(i,a)),a}}function Ye({language:e,first_weekday:t}){let n=N.indexOf(t??`language`);if(n!==-1)return n;try{let t=new Intl.Locale(e);return(t.getWeekInfo?.()??t.weekInfo??{firstDay:1}).firstDay%7}catch{return 1}}var R=class extends i{constructor(...e){super(...e),this.snapshot=null,this.locale={language:`en`},this.spot=null,this.#e=[],this.#t=[],this.#r=``,this.#s=e=>{let t=this.spot===null?null:We(this.spot,e.key,e.ctrlKey);t!==null&&(e.preventDefault(),this.spot=t)},this.#c=e=>{let t=[...this.renderRoot.querySelectorAll(`.c`)],[n,r]=[t[0]?.getBoundingClientRect(),t.at(-1)?.getBoundingClientRect()];if(n===void 0||r===void 0)return;let i=(e,t,n,r)=>Math.min(r-1,Math.max(0,Math.floor((e-t)/(n-t)*r)));this.spot={row:i(e.clientY,n.top,r.bottom,this.#t.length),hour:i(e.clientX,n.left,r.right,24)}}}static{this.styles=[r,x`
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
    `]}#e;#t;#n;#r;willUpdate(){let e=this.telling?.clock.timeZone;this.#t=He(this.locale),this.timeline!==void 0&&e!==void 0&&(this.#n!==this.timeline||this.#r!==e)&&([this.#n,this.#r]=[this.timeline,e],this.#e=Be(this.timeline,e),this.spot??=Ue(this.#e,this.#t))}render(){let{telling:e,spot:n}=this;if(e===void 0||n===null)return p;let{text:r}=e,i=Ge(this.#e,this.#t,n),a=i===void 0?null:this.#o(n,i,e),o=Ve(this.#e);return t`<div
        class="heat ${o?`none`:``}"
        role="grid"
        tabindex="0"
        aria-label=${r(`heat.label`)}
        aria-activedescendant="at-${n.row}-${n.hour}"
        @keydown=${this.#s}
        @pointermove=${this.#c}
        @pointerdown=${this.#c}
      >
        ${this.#t.map((t,r)=>this.#i(t,r,n,e))}
        <span aria-hidden="true"></span>
        ${Array.from({length:24},(t,n)=>this.#a(n,e))}
      </div>
      <div class="read" aria-hidden="true">
        ${o?t`<bdi>${r(`heat.empty`)}</bdi>`:a===null?p:t`<bdi><b>${a.when}</b> · ${a.what}</bdi>`}
      </div>
      <div class="legend" aria-hidden="true">
        ${[1,3,9].map(e=>{let n=F(e),i=e===9?r(`heat.legend_more`,{count:e}):e;return t`<span><i style="width:${n}px;height:${n}px"></i><bdi>${i}</bdi></span>`})}
      </div>`}#i(e,n,r,i){return t`<div class="row" role="row">
      <span class="d" role="rowheader">${I(e,`short`,i)}</span>
      ${this.#e[e]?.map((e,a)=>{let o=r.row===n&&r.hour===a,{when:s,what:c}=this.#o({row:n,hour:a},e,i),l=F(e.count);return t`<span
          class="c ${o?`at`:``}"
          role="gridcell"
          id="at-${n}-${a}"
          aria-selected=${o}
          aria-label="${s}: ${c}"
          ><i class=${e.count===0?`z`:``} style="width:${l}px;height:${l}px"></i
        ></span>`})}
    </div>`}#a(e,n){let r=e%6==0?L(e,n).replace(/:00$/,``):``;return t`<span class="h" aria-hidden="true">${r}</span>`}#o({row:e,hour:t},n,r){return Ke(this.#t[e]??0,t,n,this.snapshot,r)}#s;#c};T([a({attribute:!1})],R.prototype,`timeline`,void 0),T([a({attribute:!1})],R.prototype,`snapshot`,void 0),T([a({attribute:!1})],R.prototype,`telling`,void 0),T([a({attribute:!1})],R.prototype,`locale`,void 0),T([g()],R.prototype,`spot`,void 0);var z=ce(class extends fe{constructor(e){if(super(e),e.type!==C.PROPERTY&&e.type!==C.ATTRIBUTE&&e.type!==C.BOOLEAN_ATTRIBUTE)throw Error("The `live` directive is not allowed on child or event bindings");if(!xe(e))throw Error("`live` bindings can only contain a single expression")}render(e){return e}update(e,[t]){if(t===S||t===p)return t;let n=e.element,r=e.name;if(e.type===C.PROPERTY){if(t===n[r])return S}else if(e.type===C.BOOLEAN_ATTRIBUTE){if(!!t===n.hasAttribute(r))return S}else if(e.type===C.ATTRIBUTE&&n.getAttribute(r)===t+``)return S;return ge(e),t}}),Xe=x`
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
`,Ze=300,B=class extends i{constructor(...e){super(...e),this.question=k,this.microphones=[],this.chosen=null,this.dim=!1,this.#e=``,this.#t=``,this.#s=e=>{this.#e=e.target.value,clearTimeout(this.#n),this.#n=setTimeout(()=>{this.#d({text:this.#e})},Ze),this.requestUpdate()},this.#c=()=>{this.#e=``,this.#d({text:``}),this.renderRoot.querySelector(`input`)?.focus(),this.requestUpdate()},this.#l=e=>{let t=e.target.value;this.#d({microphoneIds:t===``?null:[t]})},this.#u=()=>{this.#d({before:null})}}static{this.styles=[r,h,O,A,Xe]}#e;#t;#n;disconnectedCallback(){super.disconnectedCallback(),clearTimeout(this.#n)}willUpdate(e){e.has(`question`)&&this.question.text!==this.#t&&(clearTimeout(this.#n),this.#e=this.#t=this.question.text)}render(){let{telling:e}=this;return e===void 0?p:t`${this.#r(e)}${this.#i(e)}`}#r({text:n}){return t`<div class="search" role="search">
      ${w(e)}
      <input
        type="search"
        maxlength="200"
        aria-label=${n(`log.search`)}
        placeholder=${n(`log.search`)}
        .value=${z(this.#e)}
        @input=${this.#s}
      />
      ${this.#e===``?p:t`<button class="icon" aria-label=${n(`log.clear`)} title=${n(`log.clear`)} @click=${this.#c}>
              ${w(m)}
            </button>`}
    </div>`}#i(e){let{question:n}=this,{text:r}=e;return t`<div class="filters" role="group" aria-label=${r(`log.filters`)}>
      ${n.before===null?p:this.#a(n.before-1,e)}
      ${Me.map(e=>t`<button
            class="f ${e===n.kind?`on`:``}"
            aria-pressed=${e===n.kind}
            @click=${()=>{this.#d({kind:e})}}
          >
            ${r(e===`all`?`log.all`:`log.kind_${e}`)}
          </button>`)}
      ${this.microphones.length<2?p:this.#o(e)}
    </div>`}#a(e,{text:n,clock:r,now:i}){let a=r.moment(e,i);return t`<button class="f on" aria-label=${n(`log.show_latest`,{time:a})} @click=${this.#u}>
      ${n(`log.up_to`,{time:a})}${w(m)}
    </button>`}#o({text:e}){let{microphones:n,chosen:r}=this,i=n.find(({id:e})=>e===r)?.name;return t`<span class="f which ${i===void 0?``:`on`}">
      <span aria-hidden="true">${i??e(`log.microphone`)}</span>${w(ue)}
      <select aria-label=${e(`log.microphone`)} .value=${z(r??``)} @change=${this.#l}>
        <option value="">${e(`log.every_microphone`)}</option>
        ${n.map(e=>t`<option value=${e.id} ?selected=${e.id===r}>${e.name}</option>`)}
      </select>
    </span>`}#s;#c;#l;#u;#d(e){e.text!==void 0&&(clearTimeout(this.#n),this.#t=e.text),this.dispatchEvent(new CustomEvent(`earshot-ask`,{detail:e,bubbles:!0,composed:!0}))}};T([a({attribute:!1})],B.prototype,`question`,void 0),T([a({attribute:!1})],B.prototype,`microphones`,void 0),T([a({attribute:!1})],B.prototype,`chosen`,void 0),T([a({attribute:!1})],B.prototype,`telling`,void 0),T([a({type:Boolean,reflect:!0})],B.prototype,`dim`,void 0);var Qe=9e5,$e=864e5;function et(e,t,n,r){let i=[],a=r.clock.day(r.now),o=st(e=>r.clock.day(e));for(let t of e){let e=o(t.start),n=i.at(-1);n?.key===e?n.entries.push(t):i.push({key:e,entries:[t]})}return n&&i[0]?.key!==a&&i.unshift({key:a,entries:[]}),i.map(({key:e,entries:n},a)=>{let o=n.length===0||t.narrowed||a===0&&t.above||a===i.length-1&&t.below;return{key:e,title:at(e,r),summary:o?``:ot(n,r),entries:n}})}var tt=class{#e=[];#t=[];of(e,t,n,r,i){let{clock:a,now:o,text:s}=i,c=[e,t.above,t.below,t.narrowed,n,r,a,a.day(o),s];if(c.length!==this.#e.length||c.some((e,t)=>e!==this.#e[t])){let a=et(e,t,n>0,i);this.#e=c,this.#t=r===null?a:nt(a,Math.max(0,r-n))}return this.#t}};function nt(e,t){let n=t;return e.flatMap((e,t)=>{let r=e.entries.slice(0,n);return n-=r.length,r.length>0||t===0&&e.entries.length===0?[{...e,entries:r}]:[]})}function rt(e,t=50){let n=e.flatMap(e=>[{day:e},...e.entries.map(e=>({entry:e}))]);return Array.from({length:Math.ceil(n.length/t)},(e,r)=>n.slice(r*t,(r+1)*t))}function it(e){return e.reduce((e,t)=>e+(`day`in t?40:56),0)}function at(e,{text:t,clock:n,now:r}){let i=n.day(r);if(e===i)return t(`log.today`);let a=Date.parse(e);return a===Date.parse(i)-$e?t(`log.yesterday`):new Intl.DateTimeFormat(n.language,{weekday:`long`,day:`numeric`,month:`long`,timeZone:`UTC`,...e.slice(0,4)===i.slice(0,4)?{}:{year:`numeric`}}).format(a)}function ot(e,{text:t}){let n=e.filter(({misfire:e})=>e).length,r=e.filter(({whileMuted:e})=>e).length;return[t(`log.count`,{count:e.length}),...n===0?[]:[t(`log.count_misfires`,{count:n})],...r===0?[]:[t(`log.count_while_muted`,{count:r})]].join(` · `)}function st(e){let t=/* @__PURE__ */ new Map;return n=>{let r=Math.floor(n/Qe),i=t.get(r)??e(n);return t.set(r,i),i}}var ct=x`
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
`,lt=[`intent`,`error`,`no_speech`,`not_understood`,`cut_off`],V={intent:`done`,error:`error`,no_speech:`no_speech`,not_understood:`not_understood`,cut_off:`cut_off`,unknown:`heard`},H=[`nobody_home`,`asleep`,`tv_alone`],ut=[`button`,`question`],dt=[`no_speech`,`no_intent`];function ft(e,t){let{text:n,clock:r}=t,[i,a,o]=gt(e,n),s=e.microphone??n(`log.removed`),c=e.wakePhrase===null?[]:[n(`log.phrase`,{phrase:e.wakePhrase})],l=a===`plain`?e.unusual.flatMap(e=>W(H,e)??[]):[],u=[s,...e.misfire||!e.whileMuted?c:[n(`log.then_${U(e)}`)],...l.map(e=>n(`log.unusual_${e}`))],[d,f]=[u.join(` · `),r.time(e.start)],p=e.end-e.start;return{tone:a,icon:o,title:i,detail:d,duration:r.duration(p,`short`),time:f,aria:[f,i,...u,r.duration(p)].join(`, `)}}function pt(e,{text:t}){let n=[];e.corrected&&n.push({icon:`person`,text:t(e.misfire?`log.said_misfire`:`log.said_meant`)});let r=W(dt,e.corrected?e.correctedFrom:e.misfireReason),i=U(e);e.kind===`capture`?n.push({icon:`capture`,text:t(`log.why_capture`)}):r===null?n.push({icon:V[i],text:t(`log.outcome_${i}`)}):n.push({icon:r===`no_speech`?`no_speech`:`not_understood`,text:t(`log.why_${r}`)},{icon:`error`,text:t(`log.no_command`)}),e.whileMuted&&n.push({icon:`violation`,text:t(`log.why_while_muted`)});let a=W(ut,e.startedBy);a!==null&&n.push({icon:a,text:t(`log.started_${a}`)});for(let r of H.filter(t=>e.unusual.includes(t)))n.push({icon:r,text:t(`log.why_${r}`)});return n}function mt(e,{text:t,clock:n,now:r}){let i=e.since??r,a=t(`log.now_${e.status===`recording`?`recording`:`listening`}`),o=n.time(i);return{tone:`hears`,icon:e.status===`recording`?`capture`:`listening`,title:a,detail:e.name,duration:n.counter(r-i),time:o,aria:[o,a,e.name].join(`, `)}}function ht({transcript:e,reply:t}){return e!==null||t!==null}function gt(e,t){if(e.kind===`capture`)return e.whileMuted?[t(`log.recorded_muted`),`violation`,`violation`]:[t(`log.recorded`),`plain`,`capture`];if(e.whileMuted)return[t(`log.heard_muted`),`violation`,`violation`];if(e.misfire)return[t(e.corrected?`log.misfire`:`log.likely_misfire`),`misfire`,`misfire`];let n=U(e);return[t(`log.title_${n}`),`plain`,V[n]]}function U({outcome:e}){return W(lt,e)??`unknown`}function W(e,t){return e.find(e=>e===t)??null}var _t=/* @__PURE__ */ new Set([0,1]),G=class extends i{constructor(...e){super(...e),this.days=[],this.now=[],this.open=null,this.noted=null,this.below=null,this.still=!1,this.dim=!1,this.near=_t,this.#e=/* @__PURE__ */ new Map,this.#t=[],this.#s=e=>{let t=new Set(this.near);for(let{target:n,isIntersecting:r,boundingClientRect:i}of e){let e=Number(n.dataset.index);r?t.add(e):t.has(e)&&!n.matches(`:focus-within`)&&i.height>0&&(this.#e.set(e,i.height),t.delete(e))}(t.size!==this.near.size||[...t].some(e=>!this.near.has(e)))&&(this.near=t)},this.#c=e=>{e.some(({isIntersecting:e})=>e)&&this.#l()},this.#l=()=>{this.dispatchEvent(new CustomEvent(`earshot-older`,{bubbles:!0,composed:!0}))}}static{this.styles=[r,h,O,ct]}#e;#t;#n;#r;connectedCallback(){super.connectedCallback(),this.#n=new IntersectionObserver(this.#s,{rootMargin:`1200px 0px`}),this.#r=new IntersectionObserver(this.#c,{rootMargin:`600px 0px`}),this.requestUpdate()}disconnectedCallback(){super.disconnectedCallback(),this.#n?.disconnect(),this.#r?.disconnect()}willUpdate(e){e.has(`days`)&&(this.#t=rt(this.days))}render(){let{telling:e}=this;return e===void 0?p:t`${this.#t.map((n,r)=>{let i=this.near.has(r),a=this.#e.get(r)??it(n);return t`<div class="block" data-index=${r} style=${i?``:`height:${a}px`}>
        ${i?this.#i(n,r===0,e):p}
      </div>`})}
    ${this.#o(e)}`}#i(e,n,r){return se(e,e=>`day`in e?e.day.key:e.entry.id,(e,i)=>`day`in e?t`<h3>
                <bdi>${e.day.title}</bdi><span><bdi>${e.day.summary}</bdi></span>
              </h3>
              ${n&&i===0?this.now.map(e=>this.#a(e,r)):p}`:t`<earshot-log-row
              .entry=${e.entry}
              .telling=${r}
              .open=${this.open===e.entry.id}
              .noted=${this.noted===e.entry.id}
              .still=${this.still}
              ?dim=${this.dim}
            ></earshot-log-row>`)}#a(e,n){return t`<earshot-log-row
      .now=${mt(e,n)}
      .telling=${n}
      ?dim=${this.dim}
    ></earshot-log-row>`}#o({text:e}){let{below:n}=this;if(n===null)return p;let r=n===`failed`?`log.retry`:n===`loading`?`connection.loading`:`log.earlier`;return t`${n===`failed`?t`<div class="line" role="alert">${e(`log.failed_below`)}</div>`:p}
      <button class="more" aria-busy=${n===`loading`} @click=${this.#l}>${e(r)}</button>`}updated(e){for(let e of this.renderRoot.querySelectorAll(`.block`))this.#n?.observe(e);if(e.has(`below`)||e.has(`days`)){this.#r?.disconnect();let e=this.renderRoot.querySelector(`.more`);e!==null&&this.below===`idle`&&this.#r?.observe(e)}}#s;#c;#l};T([a({attribute:!1})],G.prototype,`days`,void 0),T([a({attribute:!1})],G.prototype,`now`,void 0),T([a({type:Number})],G.prototype,`open`,void 0),T([a({type:Number})],G.prototype,`noted`,void 0),T([a()],G.prototype,`below`,void 0),T([a({type:Boolean})],G.prototype,`still`,void 0),T([a({attribute:!1})],G.prototype,`telling`,void 0),T([a({type:Boolean,reflect:!0})],G.prototype,`dim`,void 0),T([g()],G.prototype,`near`,void 0);var vt=x`
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
`,K={listening:we,violation:ee,misfire:oe,capture:de,done:c,error:Ee,not_understood:he,cut_off:n,question:ve,heard:Ce,no_speech:f,nobody_home:ae,asleep:be,tv_alone:Se,person:d,button:l},q=class extends i{constructor(...e){super(...e),this.open=!1,this.noted=!1,this.still=!1,this.dim=!1,this.#e=!1,this.#i=()=>{this.#u(`earshot-toggle`,this.entry?.id)},this.#a=()=>{this.#e=!this.#e,this.requestUpdate()},this.#o=()=>{this.#l(!1)},this.#s=()=>{this.#l(!0)},this.#c=()=>{this.#l(this.entry?.misfire!==!0,!0)}}static{this.styles=[r,h,O,vt]}#e;willUpdate(){this.#e&&=this.open}render(){let{entry:e,telling:n,now:r}=this;if(r!==void 0)return t`<div class="ev ${r.tone}">${yt(r,!1)}</div>`;if(e===void 0||n===void 0)return p;let i=ft(e,n),a=t`<div class="ev ${i.tone} ${this.open?``:`shut`}">
      ${yt(i,!0)}
      <button class="over" aria-label=${i.aria} aria-expanded=${this.open} @click=${this.#i}></button>
    </div>`;return this.open?t`<div class="open">${a}${this.#t(e,n)}</div>`:a}#t(e,n){let{text:r}=n;return t`<div class="det">
      <ul>
        ${pt(e,n).map(e=>t`<li>${w(K[e.icon])}<bdi>${e.text}</bdi></li>`)}
      </ul>
      ${ht(e)?this.#n(e,r):p}
      ${e.kind===`capture`?p:this.#r(e,r)}
    </div>`}#n(e,n){let r=this.#e;return t`<button class="show" aria-expanded=${r} @click=${this.#a}>
        ${w(r?u:o)}${n(r?`log.hide_words`:`log.show_words`)}
      </button>
      ${r?t`<dl>${bt(n(`log.understood`),e.transcript)}${bt(n(`log.answered`),e.reply)}</dl>`:p}`}#r(e,n){let r=e.misfire&&!e.corrected;return t`<div class="btns">
      <button
        class="btn ${r?``:`q`}"
        aria-pressed=${e.corrected&&!e.misfire}
        ?disabled=${this.still}
        @click=${this.#o}
      >
        ${w(c)}${n(`log.meant`)}
      </button>
      <button
        class="btn q"
        aria-pressed=${e.corrected&&e.misfire}
        ?disabled=${this.still}
        @click=${this.#s}
      >
        ${w(m)}${n(`log.misfire`)}
      </button>
      ${this.noted?t`<button class="show" ?disabled=${this.still} @click=${this.#c}>
              ${w(pe)}${n(`log.undo`)}
            </button>`:p}
    </div>`}#i;#a;#o;#s;#c;#l(e,t=!1){this.#u(`earshot-correct`,{id:this.entry?.id,misfire:e,undo:t})}#u(e,t){this.dispatchEvent(new CustomEvent(e,{detail:t,bubbles:!0,composed:!0}))}};T([a({attribute:!1})],q.prototype,`entry`,void 0),T([a({attribute:!1})],q.prototype,`now`,void 0),T([a({attribute:!1})],q.prototype,`telling`,void 0),T([a({type:Boolean})],q.prototype,`open`,void 0),T([a({type:Boolean})],q.prototype,`noted`,void 0),T([a({type:Boolean})],q.prototype,`still`,void 0),T([a({type:Boolean,reflect:!0})],q.prototype,`dim`,void 0);function yt(e,n){return t`<span class="tm" aria-hidden=${n}>${e.time}</span>
    <span class="ei">${w(K[e.icon])}</span>
    <span class="words" aria-hidden=${n}
      ><span class="a"><bdi>${e.title}</bdi></span
      ><span class="b"><bdi>${e.detail}</bdi></span></span
    >
    <span class="du" aria-hidden=${n}><bdi>${e.duration}</bdi></span>`}function bt(e,n){return n===null?p:t`<dt>${e}</dt>
        <dd dir="auto">${n}</dd>`}var xt=x`
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
`,St=[`hour`,`today`,`week`,`all`],Ct=36e5,J=9e5;function Y(e,t,n){switch(e){case`hour`:return t-Ct;case`today`:return Dt(t,n);case`week`:return t-168*Ct;case`all`:return null}}function wt(e,t){return{type:`earshot/purge`,...e===null?{}:{start:new Date(e).toISOString()},...t===null?{}:{microphone_ids:t},include_history:e===null}}function Tt(e,t,n){let{text:r,clock:i,now:a}=n,o=e===null?`all`:`since`,s=e===null?``:i.moment(e,a);return`${t===null?r(`log.purge_says_${o}`,{time:s}):r(`log.purge_says_${o}_one`,{name:X(t,n),time:s})} ${r(`log.purge_for_good`)}`}function Et(e,t){return e===null?t.text(`log.export_says`):t.text(`log.export_says_one`,{name:X(e,t)})}function X(e,{clock:t}){return new Intl.ListFormat(t.language,{type:`conjunction`}).format(e)}function Dt(e,t){let n=t.day(e),r=Math.floor(e/J)*J;for(;t.day(r-J)===n;)r-=J;return r}var Z=class extends i{constructor(...e){super(...e),this.tool=`export`,this.microphones=null,this.dim=!1,this.span=`hour`,this.busy=!1,this.problem=``,this.#a=()=>{let{hass:e,telling:t}=this;if(t===void 0)return;let n=Y(this.span,Date.now(),t.clock);this.#o(async()=>{let{rows:r}=Ae(await e?.callWS(wt(n,this.microphones?.map(({id:e})=>e)??null)));return t.text(`log.purge_done`,{count:r})})},this.#s=()=>{this.#c(null)}}static{this.styles=[r,h,O,A,xt]}render(){let{telling:e}=this;return e===void 0?p:t`<div class="panel" role="group" aria-label=${e.text(`log.${this.tool}`)}>
      ${this.tool===`export`?this.#e(e):this.#t(e)}
      ${this.problem===``?p:t`<p role="alert">${this.problem}</p>`}
    </div>`}#e(e){let{text:n}=e;return t`<p dir="auto">${Et(this.#r,e)}</p>
      <div class="btns">
        ${[`csv`,`jsonl`].map(e=>t`<button
              class="btn"
              ?disabled=${this.busy}
              @click=${()=>{this.#i(e)}}
            >
              ${n(`log.export_${e}`)}
            </button>`)}
        ${this.#n(n)}
      </div>`}#t(e){let{text:n,clock:r,now:i}=e,a=Y(this.span,i,r);return t`<div class="filters" role="group" aria-label=${n(`log.purge_span`)}>
        ${St.map(e=>t`<button
              class="f ${e===this.span?`on`:``}"
              aria-pressed=${e===this.span}
              @click=${()=>{this.span=e}}
            >
              ${n(`log.purge_${e}`)}
            </button>`)}
      </div>
      <p aria-live="polite" dir="auto">${Tt(a,this.#r,e)}</p>
      <div class="btns">
        <button class="btn bad" ?disabled=${this.busy} @click=${this.#a}>${n(`log.purge_confirm`)}</button>
        ${this.#n(n)}
      </div>`}#n(e){return t`<button class="btn q" @click=${this.#s}>${e(`log.cancel`)}</button>`}get#r(){return this.microphones?.map(({name:e})=>e)??null}async#i(e){let{hass:t}=this,n=this.microphones?.flatMap(({entities:{status:e}})=>e??[]);await this.#o(async()=>{let r=n===void 0?void 0:{entity_id:n},i=De(await t?.callService(`earshot`,`export_log`,{format:e},r,!1,!0));if(i===null)throw Error(this.telling?.text(`log.failed`));let a=document.createElement(`a`);return a.href=i,a.download=``,a.target=`_blank`,this.renderRoot.append(a),a.click(),a.remove(),``})}#a;async#o(e){this.busy=!0,this.problem=``;try{this.#c(await e())}catch(e){this.problem=b(e)}this.busy=!1}#s;#c(e){this.dispatchEvent(new CustomEvent(`earshot-done`,{detail:e,bubbles:!0,composed:!0}))}};T([a()],Z.prototype,`tool`,void 0),T([a({attribute:!1})],Z.prototype,`hass`,void 0),T([a({attribute:!1})],Z.prototype,`microphones`,void 0),T([a({attribute:!1})],Z.prototype,`telling`,void 0),T([a({type:Boolean,reflect:!0})],Z.prototype,`dim`,void 0),T([g()],Z.prototype,`span`,void 0),T([g()],Z.prototype,`busy`,void 0),T([g()],Z.prototype,`problem`,void 0);var Ot=x`
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
`,Q=class extends i{constructor(...e){super(...e),this.dim=!1,this.open=null,this.noted=null,this.tool=null,this.heat=!1,this.said=``,this.#e=new _e({told:()=>{this.#_()}}),this.#t=new je(e=>this.#e.hass?.callWS(e)??Promise.reject(/* @__PURE__ */ Error()),()=>{this.requestUpdate()}),this.#n=new tt,this.#a=!1,this.#o=!1,this.#s=!1,this.#c=k,this.#b=async e=>{e.detail.before===null&&D(location.hash)!==null&&history.replaceState(null,``,location.pathname+location.search),await this.#y({...this.#t.question,...e.detail});let{entries:t,state:n}=this.#t,r=this.telling?.text;n===`ready`&&r!==void 0&&(this.said=t.length===0?r(`log.nothing_found`):r(`log.entries`,{count:t.length}))},this.#x=e=>{let{microphoneId:t,at:n}=e.detail??{};if(this.config?.limit!==null||this.config.view===`heat`)return;e.preventDefault();let r=t===void 0?null:[t];this.#C(n===void 0?{...k,microphoneIds:r}:E(n,r),n!==void 0);let i=matchMedia(`(prefers-reduced-motion: reduce)`).matches;this.scrollIntoView({block:`nearest`,behavior:i?`auto`:`smooth`})},this.#S=()=>{let e=D(location.hash);e!==null&&this.config?.limit===null&&this.config.view===`log`&&this.#C(E(e,null),!0)},this.#w=()=>{this.#t.older()},this.#T=()=>{this.#t.reload()},this.#E=()=>{this.heat=!this.heat,this.tool=null},this.#D=()=>{le(this.config?.path??``)},this.#O=e=>{this.open=this.open===e.detail?null:e.detail},this.#k=e=>{let{id:t,misfire:n,undo:r}=e.detail;this.#t.correct(t,n).then(()=>{this.noted=r?null:t,this.said=this.telling?.text(n?`log.noted_misfire`:`log.noted_meant`)??``},e=>{v(this,`hass-notification`,{message:b(e)})})},this.#A=e=>{this.tool===`purge`&&e.detail!==null&&(v(this,`hass-notification`,{message:e.detail}),this.#t.reload()),this.tool=null}}static{this.styles=[r,h,O,Ot]}#e;#t;#n;#r;#i;#a;#o;#s;#c;setConfig(e){let t=this.config;this.config=me(e),this.heat=this.config.view===`heat`||this.heat&&t?.view===this.config.view,this.#y(k)}set hass(e){this.#e.take(e);let t=this.config?.dim??`never`;this.dim=t===`always`||t!==`never`&&e.states[t]?.state===`on`}connectedCallback(){super.connectedCallback(),window.addEventListener(`earshot-log`,this.#x),window.addEventListener(`hashchange`,this.#S),window.addEventListener(`location-changed`,this.#S),this.#e.connect(),this.#S()}disconnectedCallback(){super.disconnectedCallback(),window.removeEventListener(`earshot-log`,this.#x),window.removeEventListener(`hashchange`,this.#S),window.removeEventListener(`location-changed`,this.#S),this.#i?.(),this.#r=void 0,this.#e.disconnect()}render(){let{config:e,telling:n}=this,{store:r}=this.#e;if(e===void 0||n===void 0||r===void 0)return p;let{snapshot:i,connection:a}=r;if(i===null||a!==`ready`&&a!==`lost`&&a!==`loading`)return this.#l(t`<earshot-notice
          .notice=${a===`ready`?`loading`:a}
          .telling=${n}
          .admin=${this.#p}
        ></earshot-notice>`);let o=a===`lost`,{text:s}=n,c=i.home.log.kept&&i.home.log.readable&&this.#t.state!==`forbidden`;return this.#l(t`${c&&this.heat?t`<earshot-patterns
              .hass=${this.#e.hass}
              .heading=${e.title??``}
              .microphoneIds=${this.#g}
              .snapshot=${i}
              .telling=${n}
              .still=${o}
              ?dim=${this.dim}
              >${this.#u(e,n)}</earshot-patterns
            >`:t`<div class="head">
              <h2><bdi>${e.title??s(this.heat?`heat.title`:`log.title`)}</bdi></h2>
              ${c?this.#u(e,n):p}
            </div>`}
      ${o?t`<div class="line" role="status">${s(`log.lost`)}</div>`:p}
      ${i.home.log.kept?c?this.heat?p:this.#d(e,n):j(te,s(`log.forbidden`),s(`log.forbidden_detail`)):j(_,s(`log.off`),s(`log.off_detail`))}`)}#l(e){return t`<div
        class="frame"
        dir=${this.#e.direction}
        @earshot-ask=${this.#b}
        @earshot-older=${this.#w}
        @earshot-toggle=${this.#O}
        @earshot-correct=${this.#k}
        @earshot-done=${this.#A}
      >
        ${e}
      </div>
      <div class="said" role="status" aria-live="polite">${this.said}</div>`}#u(e,{text:n}){if(e.limit!==null)return p;let r=(e,r)=>t`<button
        class="icon"
        aria-label=${n(`log.${e}`)}
        title=${n(`log.${e}`)}
        aria-expanded=${this.tool===e}
        @click=${()=>{this.tool=this.tool===e?null:e}}
      >
        ${w(r)}
      </button>`;return t`${e.heat&&e.view===`log`?t`<button
            class="icon"
            aria-label=${n(`heat.show`)}
            title=${n(this.heat?`heat.hide`:`heat.show`)}
            aria-pressed=${this.heat}
            @click=${this.#E}
          >
            ${w(s)}
          </button>`:p}
    ${this.#p&&!this.heat?[r(`export`,ne),r(`purge`,re)]:p}`}#d(e,n){let{question:r}=this.#t,i=this.#h;return t`${e.limit===null?t`<earshot-log-filters
            .question=${r}
            .microphones=${i}
            .chosen=${ke(r,this.#g)}
            .telling=${n}
            ?dim=${this.dim}
          ></earshot-log-filters>`:p}
    ${this.tool===null||!this.#p?p:t`<earshot-log-tools
            .tool=${this.tool}
            .hass=${this.#e.hass}
            .microphones=${r.microphoneIds===null?null:i.filter(({id:e})=>r.microphoneIds?.includes(e)===!0)}
            .telling=${n}
            ?dim=${this.dim}
          ></earshot-log-tools>`}
    ${this.#t.state===`failed`?j(_,n.text(`log.failed`),``,t`<button class="btn" @click=${this.#T}>${n.text(`log.retry`)}</button>`):this.#f(e,n)}`}#f({limit:e,path:n},r){let{text:i}=r,a=this.#t,o=this.#e.store?.connection===`ready`,s=o?Oe(this.#h,a.question):[],c={above:a.question.before!==null,below:a.more,narrowed:M({...a.question,before:null},this.#g)},l=this.#n.of(a.entries,c,s.length,e,r),u=e===null||n===null?p:t`<button class="more" @click=${this.#D}>${i(`log.open`)}</button>`;if(l.length>0)return t`<earshot-log-list
          aria-busy=${a.state===`loading`}
          .days=${l}
          .now=${s}
          .open=${this.open}
          .noted=${this.noted}
          .below=${e===null&&a.more?a.below:null}
          .still=${!o}
          .telling=${r}
          ?dim=${this.dim}
        ></earshot-log-list>
        ${u}`;if(a.state!==`ready`)return t`<div class="line" role="status">${i(`connection.loading`)}</div>`;let d=M(a.question,this.#g)?`nothing_found`:`empty`,f=d===`empty`||a.question.text!==``?i(`log.${d}_detail`):``;return t`${j(ie,i(`log.${d}`),f)}${u}`}get#p(){return this.#e.hass?.user?.is_admin===!0}get#m(){return this.#e.store?.snapshot??null}get#h(){let e=this.#m,t=e?.order.flatMap(t=>e.microphones.get(t)??[])??[];return ye(t,this.config?.microphones??null)}get#g(){return(this.config?.microphones??null)===null?null:this.#h.map(({id:e})=>e)}#_(){let{store:e}=this.#e;this.telling=this.#e.telling(),this.requestUpdate(),e!==this.#r&&e!==void 0&&this.isConnected&&(this.#i?.(),this.#r=e,this.#i=e.hear(()=>{this.#t.refresh()}),this.#t.refresh()),e?.connection===`lost`?this.#a=!0:e?.connection===`ready`&&this.#v(),this.requestUpdate()}#v(){let e=this.#m?.home.log,t=e?.kept===!0&&e.readable,n=t&&!this.#o;this.#o=t,t&&(this.#t.state===`idle`?this.#y(this.#c):(this.#a||n)&&(this.#t.state===`ready`?this.#t.refresh():this.#t.reload()),this.#a=!1)}async#y(e){if(!this.#o){this.#c=e;return}let t=e.microphoneIds??this.#g;this.noted=null,await this.#t.pose({...e,microphoneIds:t});let[n]=this.#t.entries;this.#s&&n!==void 0&&(this.open=n.id,this.#s=!1)}#b;#x;#S;#C(e,t){this.heat=!1,this.#s=t,this.#y(e)}#w;#T;#E;#D;#O;#k;#A};T([a({type:Boolean,reflect:!0})],Q.prototype,`dim`,void 0),T([g()],Q.prototype,`config`,void 0),T([g()],Q.prototype,`telling`,void 0),T([g()],Q.prototype,`open`,void 0),T([g()],Q.prototype,`noted`,void 0),T([g()],Q.prototype,`tool`,void 0),T([g()],Q.prototype,`heat`,void 0),T([g()],Q.prototype,`said`,void 0);var $=class extends i{constructor(...e){super(...e),this.heading=``,this.microphoneIds=null,this.snapshot=null,this.still=!1,this.dim=!1,this.failed=!1,this.#e=null,this.#t=``,this.#r=()=>{this.#e=null,this.failed=!1}}static{this.styles=[r,h,O,x`
      .since {
        flex: none;
        padding-inline-end: 12px;
        font-size: 12px;
        line-height: 16px;
        color: var(--secondary-text-color);
      }
    `]}#e;#t;willUpdate(e){let t=this.microphoneIds?.join(`
`)??`*`;t===this.#t?e.get(`still`)===!0&&this.failed&&(this.#e=null):[this.#t,this.#e,this.timeline]=[t,null,void 0];let{hass:n,telling:r}=this;n!==void 0&&r!==void 0&&!this.still&&Re(this.#e,r.now)&&(this.#e=r.now,this.#i(n,r.now))}render(){let{telling:e}=this;if(e===void 0)return p;let n=this.timeline===void 0?``:ze(this.timeline,e);return t`<div class="head">
        <h2><bdi>${this.heading===``?e.text(`heat.title`):this.heading}</bdi></h2>
        <span class="since"><bdi>${n}</bdi></span
        ><slot></slot>
      </div>
      ${this.#n(e)}`}#n(e){let{text:n}=e;return this.timeline===void 0?this.failed?j(_,n(`log.failed`),``,t`<button class="btn" @click=${this.#r}>${n(`log.retry`)}</button>`):t`<div class="line" role="status">${n(`connection.loading`)}</div>`:t`<earshot-heat
        .timeline=${this.timeline}
        .snapshot=${this.snapshot}
        .telling=${e}
        .locale=${this.hass?.locale??{language:`en`}}
        ?dim=${this.dim}
      ></earshot-heat>`}#r;async#i(e,t){let n=this.#t;this.failed=!1;try{let r=Te(await e.callWS(Le(t,this.microphoneIds)));n===this.#t&&(this.timeline=r)}catch{this.failed=this.timeline===void 0}}};T([a({attribute:!1})],$.prototype,`hass`,void 0),T([a()],$.prototype,`heading`,void 0),T([a({attribute:!1})],$.prototype,`microphoneIds`,void 0),T([a({attribute:!1})],$.prototype,`snapshot`,void 0),T([a({attribute:!1})],$.prototype,`telling`,void 0),T([a({type:Boolean})],$.prototype,`still`,void 0),T([a({type:Boolean,reflect:!0})],$.prototype,`dim`,void 0),T([g()],$.prototype,`timeline`,void 0),T([g()],$.prototype,`failed`,void 0),y(`earshot-heat`,R),y(`earshot-log-filters`,B),y(`earshot-log-list`,G),y(`earshot-log-row`,q),y(`earshot-log-tools`,Z),y(`earshot-patterns`,$),y(`earshot-log`,Q);