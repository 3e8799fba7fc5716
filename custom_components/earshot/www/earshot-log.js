import{$ as e,A as t,B as n,C as r,D as i,E as a,F as o,G as s,H as c,J as l,K as u,L as d,M as f,N as p,O as m,P as ee,S as h,T as g,U as te,V as ne,W as re,X as ie,Y as ae,Z as oe,_,a as se,at as ce,b as v,c as le,ct as ue,d as de,dt as fe,et as pe,f as me,g as he,h as ge,i as _e,it as ve,j as y,k as b,l as ye,lt as x,n as be,nt as xe,o as Se,p as Ce,pt as S,q as we,r as Te,rt as Ee,s as De,tt as Oe,u as C,ut as ke,v as Ae,w,x as T,y as je,z as E}from"./earshot.js";import{n as D,r as O,t as k}from"./earshot-parts.js";var Me=9e5,Ne=9,A=[`sunday`,`monday`,`tuesday`,`wednesday`,`thursday`,`friday`,`saturday`],Pe=2592e6,Fe=36e5,j=Date.UTC(2023,0,1);function Ie(e,t){return{type:`earshot/timeline`,start:(/* @__PURE__ */ new Date(e-Pe)).toISOString(),end:new Date(e).toISOString(),marks:!0,...t===null?{}:{microphone_ids:t}}}function Le(e,t){return e===null||t-e>=Fe}function Re({start:e,since:t},{text:n,clock:r,now:i}){return t>e?n(`heat.since`,{time:r.moment(t,i)}):n(`heat.last_30_days`)}function ze({microphones:e},t){let n=Array.from({length:168},()=>/* @__PURE__ */ new Map),r=qe(t);for(let{id:t,marks:i}of e.values())for(let{start:e,misfire:a}of i){let i=a?n[r(e)]:void 0;i?.set(t,(i.get(t)??0)+1)}return Array.from({length:7},(e,t)=>n.slice(t*24,(t+1)*24).map(Ke))}function Be(e){return e.every(e=>e.every(({count:e})=>e===0))}function Ve(e){let t=Je(e);return Array.from({length:7},(e,n)=>(t+n)%7)}function M(e){return e===0?2:Math.round(4+10*Math.sqrt((Math.min(e,Ne)-1)/8))}function He(e,t){let n={row:0,hour:0},r=0;return t.forEach((t,i)=>{e[t]?.forEach(({count:e},t)=>{e>r&&([n,r]=[{row:i,hour:t},e])})}),n}function Ue({row:e,hour:t},n,r){return{ArrowLeft:{row:e,hour:Math.max(0,t-1)},ArrowRight:{row:e,hour:Math.min(23,t+1)},ArrowUp:{row:Math.max(0,e-1),hour:t},ArrowDown:{row:Math.min(6,e+1),hour:t},Home:{row:r?0:e,hour:0},End:{row:r?6:e,hour:23}}[n]??null}function We(e,t,{row:n,hour:r}){return e[t[n]??0]?.[r]}function N(e,t,{clock:n}){return new Intl.DateTimeFormat(n.language,{weekday:t,timeZone:`UTC`}).format(j+e*864e5)}function Ge(e,t,n,r,i){let{text:a}=i,o=a(`heat.when`,{day:N(e,`long`,i),time:P(t,i)}),s=n.mostly===null?void 0:r?.microphones.get(n.mostly)?.name;if(n.count===0)return{when:o,what:a(`heat.none`)};let c=a(`heat.count`,{count:n.count});return{when:o,what:s===void 0?c:a(n.alone?`heat.alone`:`heat.mostly`,{what:c,name:s})}}function P(e,{clock:t}){let n=t.hour(0)===t.time(0)?{hour:`2-digit`,minute:`2-digit`,hourCycle:`h23`}:{hour:`numeric`,hourCycle:`h12`};return new Intl.DateTimeFormat(t.language,{...n,timeZone:`UTC`}).format(j+e*36e5)}function Ke(e){let t=[...e.values()].reduce((e,t)=>e+t,0),[n=null]=[...e].find(([,e])=>e>t/2)??[];return{count:t,mostly:n,alone:n!==null&&e.size===1}}function qe(e){let t=new Intl.DateTimeFormat(`en-GB`,{weekday:`long`,timeZone:e}),n=new Intl.DateTimeFormat(`en-GB`,{hour:`2-digit`,hourCycle:`h23`,timeZone:e}),r=/* @__PURE__ */ new Map;return e=>{let i=Math.floor(e/Me),a=r.get(i);return a===void 0&&(a=A.indexOf(t.format(e).toLowerCase())*24+Number(n.format(e)),r.set(i,a)),a}}function Je({language:e,first_weekday:t}){let n=A.indexOf(t??`language`);if(n!==-1)return n;try{let t=new Intl.Locale(e);return(t.getWeekInfo?.()??t.weekInfo??{firstDay:1}).firstDay%7}catch{return 1}}var F=class extends m{constructor(...e){super(...e),this.snapshot=null,this.locale={language:`en`},this.spot=null,this.#e=[],this.#t=[],this.#r=``,this.#s=e=>{let t=this.spot===null?null:Ue(this.spot,e.key,e.ctrlKey);t!==null&&(e.preventDefault(),this.spot=t)},this.#c=e=>{let t=[...this.renderRoot.querySelectorAll(`.c`)],[n,r]=[t[0]?.getBoundingClientRect(),t.at(-1)?.getBoundingClientRect()];if(n===void 0||r===void 0)return;let i=(e,t,n,r)=>Math.min(r-1,Math.max(0,Math.floor((e-t)/(n-t)*r)));this.spot={row:i(e.clientY,n.top,r.bottom,this.#t.length),hour:i(e.clientX,n.left,r.right,24)}}}static{this.styles=[w,f`
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
    `]}#e;#t;#n;#r;willUpdate(){let e=this.telling?.clock.timeZone;this.#t=Ve(this.locale),this.timeline!==void 0&&e!==void 0&&(this.#n!==this.timeline||this.#r!==e)&&([this.#n,this.#r]=[this.timeline,e],this.#e=ze(this.timeline,e),this.spot??=He(this.#e,this.#t))}render(){let{telling:e,spot:t}=this;if(e===void 0||t===null)return b;let{text:n}=e,r=We(this.#e,this.#t,t),i=r===void 0?null:this.#o(t,r,e),a=Be(this.#e);return y`<div
        class="heat ${a?`none`:``}"
        role="grid"
        tabindex="0"
        aria-label=${n(`heat.label`)}
        aria-activedescendant="at-${t.row}-${t.hour}"
        @keydown=${this.#s}
        @pointermove=${this.#c}
        @pointerdown=${this.#c}
      >
        ${this.#t.map((n,r)=>this.#i(n,r,t,e))}
        <span aria-hidden="true"></span>
        ${Array.from({length:24},(t,n)=>this.#a(n,e))}
      </div>
      <div class="read" aria-hidden="true">
        ${a?y`<bdi>${n(`heat.empty`)}</bdi>`:i===null?b:y`<bdi><b>${i.when}</b> · ${i.what}</bdi>`}
      </div>
      <div class="legend" aria-hidden="true">
        ${[1,3,9].map(e=>{let t=M(e),r=e===9?n(`heat.legend_more`,{count:e}):e;return y`<span><i style="width:${t}px;height:${t}px"></i><bdi>${r}</bdi></span>`})}
      </div>`}#i(e,t,n,r){return y`<div class="row" role="row">
      <span class="d" role="rowheader">${N(e,`short`,r)}</span>
      ${this.#e[e]?.map((e,i)=>{let a=n.row===t&&n.hour===i,{when:o,what:s}=this.#o({row:t,hour:i},e,r),c=M(e.count);return y`<span
          class="c ${a?`at`:``}"
          role="gridcell"
          id="at-${t}-${i}"
          aria-selected=${a}
          aria-label="${o}: ${s}"
          ><i class=${e.count===0?`z`:``} style="width:${c}px;height:${c}px"></i
        ></span>`})}
    </div>`}#a(e,t){let n=e%6==0?P(e,t).replace(/:00$/,``):``;return y`<span class="h" aria-hidden="true">${n}</span>`}#o({row:e,hour:t},n,r){return Ge(this.#t[e]??0,t,n,this.snapshot,r)}#s;#c};h([i({attribute:!1})],F.prototype,`timeline`,void 0),h([i({attribute:!1})],F.prototype,`snapshot`,void 0),h([i({attribute:!1})],F.prototype,`telling`,void 0),h([i({attribute:!1})],F.prototype,`locale`,void 0),h([a()],F.prototype,`spot`,void 0);var I=le(class extends ye{constructor(e){if(super(e),e.type!==C.PROPERTY&&e.type!==C.ATTRIBUTE&&e.type!==C.BOOLEAN_ATTRIBUTE)throw Error("The `live` directive is not allowed on child or event bindings");if(!De(e))throw Error("`live` bindings can only contain a single expression")}render(e){return e}update(e,[n]){if(n===t||n===b)return n;let r=e.element,i=e.name;if(e.type===C.PROPERTY){if(n===r[i])return t}else if(e.type===C.BOOLEAN_ATTRIBUTE){if(!!n===r.hasAttribute(i))return t}else if(e.type===C.ATTRIBUTE&&r.getAttribute(i)===n+``)return t;return Se(e),n}}),Ye=f`
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
`,Xe=[`all`,`misfire`,`while_muted`,`capture`],L={text:``,kind:`all`,microphoneIds:null,before:null},Ze=200;function Qe({text:e,kind:t,microphoneIds:n,before:r}){let i=e.trim().slice(0,Ze).replace(/[\uD800-\uDBFF]$/,``);return{type:`earshot/activations`,...i===``?{}:{text:i},...t===`all`?{}:{kinds:[t]},...n===null?{}:{microphone_ids:n},...r===null?{}:{end:new Date(r).toISOString()}}}function R({text:e,kind:t,microphoneIds:n,before:r},i){return e.trim()!==``||t!==`all`||r!==null||!V(n,i)}function $e(e,t){return e.text.trim()===t.text.trim()&&e.kind===t.kind&&e.before===t.before&&V(e.microphoneIds,t.microphoneIds)}function z(e){let[,t]=/^#earshot-log=(\d{1,13})$/.exec(e)??[];return t===void 0?null:Number(t)}function B(e,t){return{...L,microphoneIds:t,before:e+1}}function et({microphoneIds:e},t){let[n,...r]=e??[];return n===void 0||r.length>0||V(e,t)?null:n}function tt(e,{text:t,kind:n,microphoneIds:r,before:i}){return t.trim()===``&&n===`all`&&i===null?e.filter(({id:e,status:t})=>(t===`listening`||t===`recording`)&&(r?.includes(e)??!0)):[]}function V(e,t){return e===t||e!==null&&t!==null&&e.join(`
`)===t.join(`
`)}var nt=300,H=class extends m{constructor(...e){super(...e),this.question=L,this.microphones=[],this.chosen=null,this.dim=!1,this.#e=``,this.#t=``,this.#s=e=>{this.#e=e.target.value,clearTimeout(this.#n),this.#n=setTimeout(()=>{this.#d({text:this.#e})},nt),this.requestUpdate()},this.#c=()=>{this.#e=``,this.#d({text:``}),this.renderRoot.querySelector(`input`)?.focus(),this.requestUpdate()},this.#l=e=>{let t=e.target.value;this.#d({microphoneIds:t===``?null:[t]})},this.#u=()=>{this.#d({before:null})}}static{this.styles=[w,r,O,D,Ye]}#e;#t;#n;disconnectedCallback(){super.disconnectedCallback(),clearTimeout(this.#n)}willUpdate(e){e.has(`question`)&&this.question.text!==this.#t&&(clearTimeout(this.#n),this.#e=this.#t=this.question.text)}render(){let{telling:e}=this;return e===void 0?b:y`${this.#r(e)}${this.#i(e)}`}#r({text:e}){return y`<div class="search" role="search">
      ${g(pe)}
      <input
        type="search"
        maxlength="200"
        aria-label=${e(`log.search`)}
        placeholder=${e(`log.search`)}
        .value=${I(this.#e)}
        @input=${this.#s}
      />
      ${this.#e===``?b:y`<button class="icon" aria-label=${e(`log.clear`)} title=${e(`log.clear`)} @click=${this.#c}>
              ${g(E)}
            </button>`}
    </div>`}#i(e){let{question:t}=this,{text:n}=e;return y`<div class="filters" role="group" aria-label=${n(`log.filters`)}>
      ${t.before===null?b:this.#a(t.before-1,e)}
      ${Xe.map(e=>y`<button
            class="f ${e===t.kind?`on`:``}"
            aria-pressed=${e===t.kind}
            @click=${()=>{this.#d({kind:e})}}
          >
            ${n(e===`all`?`log.all`:`log.kind_${e}`)}
          </button>`)}
      ${this.microphones.length<2?b:this.#o(e)}
    </div>`}#a(e,{text:t,clock:n,now:r}){let i=n.moment(e,r);return y`<button class="f on" aria-label=${t(`log.show_latest`,{time:i})} @click=${this.#u}>
      ${t(`log.up_to`,{time:i})}${g(E)}
    </button>`}#o({text:e}){let{microphones:t,chosen:n}=this,r=t.find(({id:e})=>e===n)?.name;return y`<span class="f which ${r===void 0?``:`on`}">
      <span aria-hidden="true">${r??e(`log.microphone`)}</span>${g(Oe)}
      <select aria-label=${e(`log.microphone`)} .value=${I(n??``)} @change=${this.#l}>
        <option value="">${e(`log.every_microphone`)}</option>
        ${t.map(e=>y`<option value=${e.id} ?selected=${e.id===n}>${e.name}</option>`)}
      </select>
    </span>`}#s;#c;#l;#u;#d(e){e.text!==void 0&&(clearTimeout(this.#n),this.#t=e.text),this.dispatchEvent(new CustomEvent(`earshot-ask`,{detail:e,bubbles:!0,composed:!0}))}};h([i({attribute:!1})],H.prototype,`question`,void 0),h([i({attribute:!1})],H.prototype,`microphones`,void 0),h([i({attribute:!1})],H.prototype,`chosen`,void 0),h([i({attribute:!1})],H.prototype,`telling`,void 0),h([i({type:Boolean,reflect:!0})],H.prototype,`dim`,void 0);var rt=9e5,it=864e5;function at(e,t,n,r){let i=[],a=r.clock.day(r.now),o=ft(e=>r.clock.day(e));for(let t of e){let e=o(t.start),n=i.at(-1);n?.key===e?n.entries.push(t):i.push({key:e,entries:[t]})}return n&&i[0]?.key!==a&&i.unshift({key:a,entries:[]}),i.map(({key:e,entries:n},a)=>{let o=n.length===0||t.narrowed||a===0&&t.above||a===i.length-1&&t.below;return{key:e,title:ut(e,r),summary:o?``:dt(n,r),entries:n}})}var ot=class{#e=[];#t=[];of(e,t,n,r,i){let{clock:a,now:o,text:s}=i,c=[e,t.above,t.below,t.narrowed,n,r,a,a.day(o),s];if(c.length!==this.#e.length||c.some((e,t)=>e!==this.#e[t])){let a=at(e,t,n>0,i);this.#e=c,this.#t=r===null?a:st(a,Math.max(0,r-n))}return this.#t}};function st(e,t){let n=t;return e.flatMap((e,t)=>{let r=e.entries.slice(0,n);return n-=r.length,r.length>0||t===0&&e.entries.length===0?[{...e,entries:r}]:[]})}function ct(e,t=50){let n=e.flatMap(e=>[{day:e},...e.entries.map(e=>({entry:e}))]);return Array.from({length:Math.ceil(n.length/t)},(e,r)=>n.slice(r*t,(r+1)*t))}function lt(e){return e.reduce((e,t)=>e+(`day`in t?40:56),0)}function ut(e,{text:t,clock:n,now:r}){let i=n.day(r);if(e===i)return t(`log.today`);let a=Date.parse(e);return a===Date.parse(i)-it?t(`log.yesterday`):new Intl.DateTimeFormat(n.language,{weekday:`long`,day:`numeric`,month:`long`,timeZone:`UTC`,...e.slice(0,4)===i.slice(0,4)?{}:{year:`numeric`}}).format(a)}function dt(e,{text:t}){let n=e.filter(({misfire:e})=>e).length,r=e.filter(({whileMuted:e})=>e).length;return[t(`log.count`,{count:e.length}),...n===0?[]:[t(`log.count_misfires`,{count:n})],...r===0?[]:[t(`log.count_while_muted`,{count:r})]].join(` · `)}function ft(e){let t=/* @__PURE__ */ new Map;return n=>{let r=Math.floor(n/rt),i=t.get(r)??e(n);return t.set(r,i),i}}var pt=f`
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
`,mt=[`intent`,`error`,`no_speech`,`not_understood`,`cut_off`],U={intent:`done`,error:`error`,no_speech:`no_speech`,not_understood:`not_understood`,cut_off:`cut_off`,unknown:`heard`},ht=[`nobody_home`,`asleep`,`tv_alone`],gt=[`button`,`question`],_t=[`no_speech`,`no_intent`];function vt(e,t){let{text:n,clock:r}=t,[i,a,o]=St(e,n),s=e.microphone??n(`log.removed`),c=e.wakePhrase===null?[]:[n(`log.phrase`,{phrase:e.wakePhrase})],l=a===`plain`?e.unusual.flatMap(e=>G(ht,e)??[]):[],u=[s,...e.misfire||!e.whileMuted?c:[n(`log.then_${W(e)}`)],...l.map(e=>n(`log.unusual_${e}`))],[d,f]=[u.join(` · `),r.time(e.start)],p=e.end-e.start;return{tone:a,icon:o,title:i,detail:d,duration:r.duration(p,`short`),time:f,aria:[f,i,...u,r.duration(p)].join(`, `)}}function yt(e,{text:t}){let n=[];e.corrected&&n.push({icon:`person`,text:t(e.misfire?`log.said_misfire`:`log.said_meant`)});let r=G(_t,e.corrected?e.correctedFrom:e.misfireReason),i=W(e);e.kind===`capture`?n.push({icon:`capture`,text:t(`log.why_capture`)}):r===null?n.push({icon:U[i],text:t(`log.outcome_${i}`)}):n.push({icon:r===`no_speech`?`no_speech`:`not_understood`,text:t(`log.why_${r}`)},{icon:`error`,text:t(`log.no_command`)}),e.whileMuted&&n.push({icon:`violation`,text:t(`log.why_while_muted`)});let a=G(gt,e.startedBy);a!==null&&n.push({icon:a,text:t(`log.started_${a}`)});for(let r of ht.filter(t=>e.unusual.includes(t)))n.push({icon:r,text:t(`log.why_${r}`)});return n}function bt(e,{text:t,clock:n,now:r}){let i=e.since??r,a=t(`log.now_${e.status===`recording`?`recording`:`listening`}`),o=n.time(i);return{tone:`hears`,icon:e.status===`recording`?`capture`:`listening`,title:a,detail:e.name,duration:n.counter(r-i),time:o,aria:[o,a,e.name].join(`, `)}}function xt({transcript:e,reply:t}){return e!==null||t!==null}function St(e,t){if(e.kind===`capture`)return e.whileMuted?[t(`log.recorded_muted`),`violation`,`violation`]:[t(`log.recorded`),`plain`,`capture`];if(e.whileMuted)return[t(`log.heard_muted`),`violation`,`violation`];if(e.misfire)return[t(e.corrected?`log.misfire`:`log.likely_misfire`),`misfire`,`misfire`];let n=W(e);return[t(`log.title_${n}`),`plain`,U[n]]}function W({outcome:e}){return G(mt,e)??`unknown`}function G(e,t){return e.find(e=>e===t)??null}var Ct=/* @__PURE__ */ new Set([0,1]),K=class extends m{constructor(...e){super(...e),this.days=[],this.now=[],this.open=null,this.noted=null,this.below=null,this.still=!1,this.dim=!1,this.near=Ct,this.#e=/* @__PURE__ */ new Map,this.#t=[],this.#s=e=>{let t=new Set(this.near);for(let{target:n,isIntersecting:r,boundingClientRect:i}of e){let e=Number(n.dataset.index);r?t.add(e):t.has(e)&&!n.matches(`:focus-within`)&&i.height>0&&(this.#e.set(e,i.height),t.delete(e))}(t.size!==this.near.size||[...t].some(e=>!this.near.has(e)))&&(this.near=t)},this.#c=e=>{e.some(({isIntersecting:e})=>e)&&this.#l()},this.#l=()=>{this.dispatchEvent(new CustomEvent(`earshot-older`,{bubbles:!0,composed:!0}))}}static{this.styles=[w,r,O,pt]}#e;#t;#n;#r;connectedCallback(){super.connectedCallback(),this.#n=new IntersectionObserver(this.#s,{rootMargin:`1200px 0px`}),this.#r=new IntersectionObserver(this.#c,{rootMargin:`600px 0px`}),this.requestUpdate()}disconnectedCallback(){super.disconnectedCallback(),this.#n?.disconnect(),this.#r?.disconnect()}willUpdate(e){e.has(`days`)&&(this.#t=ct(this.days))}render(){let{telling:e}=this;return e===void 0?b:y`${this.#t.map((t,n)=>{let r=this.near.has(n),i=this.#e.get(n)??lt(t);return y`<div class="block" data-index=${n} style=${r?``:`height:${i}px`}>
        ${r?this.#i(t,n===0,e):b}
      </div>`})}
    ${this.#o(e)}`}#i(e,t,n){return se(e,e=>`day`in e?e.day.key:e.entry.id,(e,r)=>`day`in e?y`<h3>
                <bdi>${e.day.title}</bdi><span><bdi>${e.day.summary}</bdi></span>
              </h3>
              ${t&&r===0?this.now.map(e=>this.#a(e,n)):b}`:y`<earshot-log-row
              .entry=${e.entry}
              .telling=${n}
              .open=${this.open===e.entry.id}
              .noted=${this.noted===e.entry.id}
              .still=${this.still}
              ?dim=${this.dim}
            ></earshot-log-row>`)}#a(e,t){return y`<earshot-log-row
      .now=${bt(e,t)}
      .telling=${t}
      ?dim=${this.dim}
    ></earshot-log-row>`}#o({text:e}){let{below:t}=this;if(t===null)return b;let n=t===`failed`?`log.retry`:t===`loading`?`connection.loading`:`log.earlier`;return y`${t===`failed`?y`<div class="line" role="alert">${e(`log.failed_below`)}</div>`:b}
      <button class="more" aria-busy=${t===`loading`} @click=${this.#l}>${e(n)}</button>`}updated(e){for(let e of this.renderRoot.querySelectorAll(`.block`))this.#n?.observe(e);if(e.has(`below`)||e.has(`days`)){this.#r?.disconnect();let e=this.renderRoot.querySelector(`.more`);e!==null&&this.below===`idle`&&this.#r?.observe(e)}}#s;#c;#l};h([i({attribute:!1})],K.prototype,`days`,void 0),h([i({attribute:!1})],K.prototype,`now`,void 0),h([i({type:Number})],K.prototype,`open`,void 0),h([i({type:Number})],K.prototype,`noted`,void 0),h([i()],K.prototype,`below`,void 0),h([i({type:Boolean})],K.prototype,`still`,void 0),h([i({attribute:!1})],K.prototype,`telling`,void 0),h([i({type:Boolean,reflect:!0})],K.prototype,`dim`,void 0),h([a()],K.prototype,`near`,void 0);var wt=f`
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
`,Tt={listening:fe,violation:o,misfire:ie,capture:ce,done:d,error:n,not_understood:Ee,cut_off:ne,question:l,heard:xe,no_speech:ee,nobody_home:oe,asleep:ve,tv_alone:ue,person:p,button:ae},q=class extends m{constructor(...e){super(...e),this.open=!1,this.noted=!1,this.still=!1,this.dim=!1,this.#e=!1,this.#i=()=>{this.#u(`earshot-toggle`,this.entry?.id)},this.#a=()=>{this.#e=!this.#e,this.requestUpdate()},this.#o=()=>{this.#l(!1)},this.#s=()=>{this.#l(!0)},this.#c=()=>{this.#l(this.entry?.misfire!==!0,!0)}}static{this.styles=[w,r,O,wt]}#e;willUpdate(){this.#e&&=this.open}render(){let{entry:e,telling:t,now:n}=this;if(n!==void 0)return y`<div class="ev ${n.tone}">${Et(n,!1)}</div>`;if(e===void 0||t===void 0)return b;let r=vt(e,t),i=y`<div class="ev ${r.tone} ${this.open?``:`shut`}">
      ${Et(r,!0)}
      <button class="over" aria-label=${r.aria} aria-expanded=${this.open} @click=${this.#i}></button>
    </div>`;return this.open?y`<div class="open">${i}${this.#t(e,t)}</div>`:i}#t(e,t){let{text:n}=t;return y`<div class="det">
      <ul>
        ${yt(e,t).map(e=>y`<li>${g(Tt[e.icon])}<bdi>${e.text}</bdi></li>`)}
      </ul>
      ${xt(e)?this.#n(e,n):b}
      ${e.kind===`capture`?b:this.#r(e,n)}
    </div>`}#n(e,t){let n=this.#e;return y`<button class="show" aria-expanded=${n} @click=${this.#a}>
        ${g(n?we:u)}${t(n?`log.hide_words`:`log.show_words`)}
      </button>
      ${n?y`<dl>${Dt(t(`log.understood`),e.transcript)}${Dt(t(`log.answered`),e.reply)}</dl>`:b}`}#r(e,t){let n=e.misfire&&!e.corrected;return y`<div class="btns">
      <button
        class="btn ${n?``:`q`}"
        aria-pressed=${e.corrected&&!e.misfire}
        ?disabled=${this.still}
        @click=${this.#o}
      >
        ${g(d)}${t(`log.meant`)}
      </button>
      <button
        class="btn q"
        aria-pressed=${e.corrected&&e.misfire}
        ?disabled=${this.still}
        @click=${this.#s}
      >
        ${g(E)}${t(`log.misfire`)}
      </button>
      ${this.noted?y`<button class="show" ?disabled=${this.still} @click=${this.#c}>
              ${g(ke)}${t(`log.undo`)}
            </button>`:b}
    </div>`}#i;#a;#o;#s;#c;#l(e,t=!1){this.#u(`earshot-correct`,{id:this.entry?.id,misfire:e,undo:t})}#u(e,t){this.dispatchEvent(new CustomEvent(e,{detail:t,bubbles:!0,composed:!0}))}};h([i({attribute:!1})],q.prototype,`entry`,void 0),h([i({attribute:!1})],q.prototype,`now`,void 0),h([i({attribute:!1})],q.prototype,`telling`,void 0),h([i({type:Boolean})],q.prototype,`open`,void 0),h([i({type:Boolean})],q.prototype,`noted`,void 0),h([i({type:Boolean})],q.prototype,`still`,void 0),h([i({type:Boolean,reflect:!0})],q.prototype,`dim`,void 0);function Et(e,t){return y`<span class="tm" aria-hidden=${t}>${e.time}</span>
    <span class="ei">${g(Tt[e.icon])}</span>
    <span class="words" aria-hidden=${t}
      ><span class="a"><bdi>${e.title}</bdi></span
      ><span class="b"><bdi>${e.detail}</bdi></span></span
    >
    <span class="du" aria-hidden=${t}><bdi>${e.duration}</bdi></span>`}function Dt(e,t){return t===null?b:y`<dt>${e}</dt>
        <dd dir="auto">${t}</dd>`}var Ot=f`
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
`,kt=[`hour`,`today`,`week`,`all`],At=36e5,J=9e5;function jt(e,t,n){switch(e){case`hour`:return t-At;case`today`:return It(t,n);case`week`:return t-168*At;case`all`:return null}}function Mt(e,t){return{type:`earshot/purge`,...e===null?{}:{start:new Date(e).toISOString()},...t===null?{}:{microphone_ids:t},include_history:e===null}}function Nt(e,t,n){let{text:r,clock:i,now:a}=n,o=e===null?`all`:`since`,s=e===null?``:i.moment(e,a);return`${t===null?r(`log.purge_says_${o}`,{time:s}):r(`log.purge_says_${o}_one`,{name:Ft(t,n),time:s})} ${r(`log.purge_for_good`)}`}function Pt(e,t){return e===null?t.text(`log.export_says`):t.text(`log.export_says_one`,{name:Ft(e,t)})}function Ft(e,{clock:t}){return new Intl.ListFormat(t.language,{type:`conjunction`}).format(e)}function It(e,t){let n=t.day(e),r=Math.floor(e/J)*J;for(;t.day(r-J)===n;)r-=J;return r}var Lt=`person`;function Rt(e){let t=v(e);return{entries:he(t.activations,Ht),cursor:T(t.cursor)}}function zt(e){return Ht(v(e).activation)}function Bt(e){let t=v(e);return{rows:_(t.rows)??0,history:t.history===!0}}function Vt(e){let t=T(v(v(e).response).url);return t?.startsWith(`/api/earshot/export/`)===!0?t:null}function Ht(e){let t=Ae(e),n=v(e);if(t?.id===void 0||t.id===null)return null;let r=T(n.misfire_reason);return{...t,id:t.id,microphone:Ut(T(n.microphone)),outcome:T(n.outcome),misfireReason:r,corrected:r===Lt,correctedFrom:T(n.corrected_from),unusual:he(n.unusual,T),startedBy:T(n.started_by),homeCount:_(n.home_count),decision:n.decision===`muted`?`muted`:n.decision===`live`?`live`:null,wakePhrase:Ut(T(n.wake_phrase)),transcript:T(n.transcript),reply:T(n.reply)}}function Ut(e){return e?.replace(/[\u202A-\u202E\u2066-\u2069]/g,``)??null}var Y=class extends m{constructor(...e){super(...e),this.tool=`export`,this.microphones=null,this.dim=!1,this.span=`hour`,this.busy=!1,this.problem=``,this.#a=()=>{let{hass:e,telling:t}=this;if(t===void 0)return;let n=jt(this.span,Date.now(),t.clock);this.#o(async()=>{let{rows:r}=Bt(await e?.callWS(Mt(n,this.microphones?.map(({id:e})=>e)??null)));return t.text(`log.purge_done`,{count:r})})},this.#s=()=>{this.#c(null)}}static{this.styles=[w,r,O,D,Ot]}render(){let{telling:e}=this;return e===void 0?b:y`<div class="panel" role="group" aria-label=${e.text(`log.${this.tool}`)}>
      ${this.tool===`export`?this.#e(e):this.#t(e)}
      ${this.problem===``?b:y`<p role="alert">${this.problem}</p>`}
    </div>`}#e(e){let{text:t}=e;return y`<p dir="auto">${Pt(this.#r,e)}</p>
      <div class="btns">
        ${[`csv`,`jsonl`].map(e=>y`<button
              class="btn"
              ?disabled=${this.busy}
              @click=${()=>{this.#i(e)}}
            >
              ${t(`log.export_${e}`)}
            </button>`)}
        ${this.#n(t)}
      </div>`}#t(e){let{text:t,clock:n,now:r}=e,i=jt(this.span,r,n);return y`<div class="filters" role="group" aria-label=${t(`log.purge_span`)}>
        ${kt.map(e=>y`<button
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
      </div>`}#n(e){return y`<button class="btn q" @click=${this.#s}>${e(`log.cancel`)}</button>`}get#r(){return this.microphones?.map(({name:e})=>e)??null}async#i(e){let{hass:t}=this,n=this.microphones?.flatMap(({entities:{status:e}})=>e??[]);await this.#o(async()=>{let r=n===void 0?void 0:{entity_id:n},i=Vt(await t?.callService(`earshot`,`export_log`,{format:e},r,!1,!0));if(i===null)throw Error(this.telling?.text(`log.failed`));let a=document.createElement(`a`);return a.href=i,a.download=``,a.target=`_blank`,this.renderRoot.append(a),a.click(),a.remove(),``})}#a;async#o(e){this.busy=!0,this.problem=``;try{this.#c(await e())}catch(e){this.problem=_e(e)}this.busy=!1}#s;#c(e){this.dispatchEvent(new CustomEvent(`earshot-done`,{detail:e,bubbles:!0,composed:!0}))}};h([i()],Y.prototype,`tool`,void 0),h([i({attribute:!1})],Y.prototype,`hass`,void 0),h([i({attribute:!1})],Y.prototype,`microphones`,void 0),h([i({attribute:!1})],Y.prototype,`telling`,void 0),h([i({type:Boolean,reflect:!0})],Y.prototype,`dim`,void 0),h([a()],Y.prototype,`span`,void 0),h([a()],Y.prototype,`busy`,void 0),h([a()],Y.prototype,`problem`,void 0);var Wt=f`
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
`;function Gt({entries:e,cursor:t}){return{entries:X(e),cursor:t,end:null}}function Kt({cursor:e,end:t}){return e!==null||t!==null}function qt(e,{entries:t,cursor:n}){return{entries:X([...e.entries,...t]),cursor:n,end:n===null?null:e.end}}function Jt(e,t){let n=t.entries.at(-1),r=n===void 0?-1:e.entries.findIndex(({id:e})=>e===n.id);return t.cursor===null||r===-1?Gt(t):{...e,entries:X([...t.entries,...e.entries.slice(r+1)])}}function Yt(e){let t=e.entries.at(-1);return t===void 0?e:{...e,cursor:null,end:t.start+1}}function Xt(e,t){return{...e,entries:e.entries.map(e=>e.id===t.id?t:e)}}function X(e){return[...new Map(e.map(e=>[e.id,e])).values()]}var Zt=100,Z={entries:[],cursor:null,end:null},Qt=class{#e=L;#t=Z;#n=`idle`;#r=`idle`;#i=0;#a=0;#o=!1;#s=!1;constructor(e,t){this.ask=e,this.told=t}get question(){return this.#e}get entries(){return this.#t.entries}get state(){return this.#n}get below(){return this.#r}get more(){return Kt(this.#t)}async pose(e){this.#n!==`idle`&&this.#n!==`failed`&&$e(e,this.#e)||(this.#e=e,await this.reload())}async reload(){let e=++this.#i;this.#n=`loading`,this.#r=`idle`,this.#o=!1,this.told();let[t,n]=[Z,`ready`];try{t=Gt(await this.#u(this.#e))}catch(e){n=ge(e)===`unauthorized`?`forbidden`:`failed`}e===this.#i&&([this.#t,this.#n]=[t,n],this.told(),await this.#c())}async older(){if(this.#n!==`ready`||this.#r===`loading`||!this.more)return;let{cursor:e,end:t}=this.#t,n=this.#i;this.#r=`loading`,this.told();try{let r=t===null?this.#e:{...this.#e,before:t},i=await this.#u(r,e);if(n!==this.#i)return;this.#r=`idle`,this.#t.cursor===e&&this.#t.end===t&&(this.#t=qt(this.#t,i))}catch(t){if(n!==this.#i)return;if(this.#r=`failed`,ge(t)===`service_validation_error`&&e!==null){this.#r=`idle`,this.#t=Yt(this.#t),await this.older();return}}this.told()}async refresh(){this.#e.before===null&&(this.#o=!0,await this.#c())}async#c(){if(!(this.#n!==`ready`||this.#s)){for(this.#s=!0;this.#o;)this.#o=!1,await this.#l();this.#s=!1}}async correct(e,t){let n=this.#i,r=zt(await this.ask({type:`earshot/correct`,activation_id:e,misfire:t}));this.#a+=1,r!==null&&n===this.#i&&(this.#t=Xt(this.#t,r),this.told())}async#l(){let[e,t]=[this.#i,this.#a];try{let n=await this.#u(this.#e);if(e!==this.#i)return;t===this.#a?(this.#t=Jt(this.#t,n),this.told()):this.#o=!0}catch{}}async#u(e,t=null){let n={...Qe(e),limit:Zt,...t===null?{}:{cursor:t}};return Rt(await this.ask(n))}},Q=class extends m{constructor(...e){super(...e),this.dim=!1,this.open=null,this.noted=null,this.tool=null,this.heat=!1,this.said=``,this.#e=new Ce({told:()=>{this.#_()}}),this.#t=new Qt(e=>this.#e.hass?.callWS(e)??Promise.reject(/* @__PURE__ */ Error()),()=>{this.requestUpdate()}),this.#n=new ot,this.#a=!1,this.#o=!1,this.#s=!1,this.#c=L,this.#b=async e=>{e.detail.before===null&&z(location.hash)!==null&&history.replaceState(null,``,location.pathname+location.search),await this.#y({...this.#t.question,...e.detail});let{entries:t,state:n}=this.#t,r=this.telling?.text;n===`ready`&&r!==void 0&&(this.said=t.length===0?r(`log.nothing_found`):r(`log.entries`,{count:t.length}))},this.#x=e=>{let{microphoneId:t,at:n}=e.detail??{};if(this.config?.limit!==null||this.config.view===`heat`)return;e.preventDefault();let r=t===void 0?null:[t];this.#C(n===void 0?{...L,microphoneIds:r}:B(n,r),n!==void 0);let i=matchMedia(`(prefers-reduced-motion: reduce)`).matches;this.scrollIntoView({block:`nearest`,behavior:i?`auto`:`smooth`})},this.#S=()=>{let e=z(location.hash);e!==null&&this.config?.limit===null&&this.config.view===`log`&&this.#C(B(e,null),!0)},this.#w=()=>{this.#t.older()},this.#T=()=>{this.#t.reload()},this.#E=()=>{this.heat=!this.heat,this.tool=null},this.#D=()=>{de(this.config?.path??``)},this.#O=e=>{this.open=this.open===e.detail?null:e.detail},this.#k=e=>{let{id:t,misfire:n,undo:r}=e.detail;this.#t.correct(t,n).then(()=>{this.noted=r?null:t,this.said=this.telling?.text(n?`log.noted_misfire`:`log.noted_meant`)??``},e=>{me(this,`hass-notification`,{message:_e(e)})})},this.#A=e=>{this.tool===`purge`&&e.detail!==null&&(me(this,`hass-notification`,{message:e.detail}),this.#t.reload()),this.tool=null}}static{this.styles=[w,r,O,Wt]}#e;#t;#n;#r;#i;#a;#o;#s;#c;setConfig(e){let t=this.config;this.config=be(e),this.heat=this.config.view===`heat`||this.heat&&t?.view===this.config.view,this.#y(L)}set hass(e){this.#e.take(e);let t=this.config?.dim??`never`;this.dim=t===`always`||t!==`never`&&e.states[t]?.state===`on`}connectedCallback(){super.connectedCallback(),window.addEventListener(`earshot-log`,this.#x),window.addEventListener(`hashchange`,this.#S),window.addEventListener(`location-changed`,this.#S),this.#e.connect(),this.#S()}disconnectedCallback(){super.disconnectedCallback(),window.removeEventListener(`earshot-log`,this.#x),window.removeEventListener(`hashchange`,this.#S),window.removeEventListener(`location-changed`,this.#S),this.#i?.(),this.#r=void 0,this.#e.disconnect()}render(){let{config:t,telling:n}=this,{store:r}=this.#e;if(t===void 0||n===void 0||r===void 0)return b;let{snapshot:i,connection:a}=r;if(i===null||a!==`ready`&&a!==`lost`&&a!==`loading`)return this.#l(y`<earshot-notice
          .notice=${a===`ready`?`loading`:a}
          .telling=${n}
          .admin=${this.#p}
        ></earshot-notice>`);let o=a===`lost`,{text:s}=n,c=i.home.log.kept&&i.home.log.readable&&this.#t.state!==`forbidden`;return this.#l(y`${c&&this.heat?y`<earshot-patterns
              .hass=${this.#e.hass}
              .heading=${t.title??``}
              .microphoneIds=${this.#g}
              .snapshot=${i}
              .telling=${n}
              .still=${o}
              ?dim=${this.dim}
              >${this.#u(t,n)}</earshot-patterns
            >`:y`<div class="head">
              <h2><bdi>${t.title??s(this.heat?`heat.title`:`log.title`)}</bdi></h2>
              ${c?this.#u(t,n):b}
            </div>`}
      ${o?y`<div class="line" role="status">${s(`log.lost`)}</div>`:b}
      ${i.home.log.kept?c?this.heat?b:this.#d(t,n):k(e,s(`log.forbidden`),s(`log.forbidden_detail`)):k(x,s(`log.off`),s(`log.off_detail`))}`)}#l(e){return y`<div
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
      <div class="said" role="status" aria-live="polite">${this.said}</div>`}#u(e,{text:t}){if(e.limit!==null)return b;let n=(e,n)=>y`<button
        class="icon"
        aria-label=${t(`log.${e}`)}
        title=${t(`log.${e}`)}
        aria-expanded=${this.tool===e}
        @click=${()=>{this.tool=this.tool===e?null:e}}
      >
        ${g(n)}
      </button>`;return y`${e.heat&&e.view===`log`?y`<button
            class="icon"
            aria-label=${t(`heat.show`)}
            title=${t(this.heat?`heat.hide`:`heat.show`)}
            aria-pressed=${this.heat}
            @click=${this.#E}
          >
            ${g(te)}
          </button>`:b}
    ${this.#p&&!this.heat?[n(`export`,re),n(`purge`,c)]:b}`}#d(e,t){let{question:n}=this.#t,r=this.#h;return y`${e.limit===null?y`<earshot-log-filters
            .question=${n}
            .microphones=${r}
            .chosen=${et(n,this.#g)}
            .telling=${t}
            ?dim=${this.dim}
          ></earshot-log-filters>`:b}
    ${this.tool===null||!this.#p?b:y`<earshot-log-tools
            .tool=${this.tool}
            .hass=${this.#e.hass}
            .microphones=${n.microphoneIds===null?null:r.filter(({id:e})=>n.microphoneIds?.includes(e)===!0)}
            .telling=${t}
            ?dim=${this.dim}
          ></earshot-log-tools>`}
    ${this.#t.state===`failed`?k(x,t.text(`log.failed`),``,y`<button class="btn" @click=${this.#T}>${t.text(`log.retry`)}</button>`):this.#f(e,t)}`}#f({limit:e,path:t},n){let{text:r}=n,i=this.#t,a=this.#e.store?.connection===`ready`,o=a?tt(this.#h,i.question):[],c={above:i.question.before!==null,below:i.more,narrowed:R({...i.question,before:null},this.#g)},l=this.#n.of(i.entries,c,o.length,e,n),u=e===null||t===null?b:y`<button class="more" @click=${this.#D}>${r(`log.open`)}</button>`;if(l.length>0)return y`<earshot-log-list
          aria-busy=${i.state===`loading`}
          .days=${l}
          .now=${o}
          .open=${this.open}
          .noted=${this.noted}
          .below=${e===null&&i.more?i.below:null}
          .still=${!a}
          .telling=${n}
          ?dim=${this.dim}
        ></earshot-log-list>
        ${u}`;if(i.state!==`ready`)return y`<div class="line" role="status">${r(`connection.loading`)}</div>`;let d=R(i.question,this.#g)?`nothing_found`:`empty`,f=d===`empty`||i.question.text!==``?r(`log.${d}_detail`):``;return y`${k(s,r(`log.${d}`),f)}${u}`}get#p(){return this.#e.hass?.user?.is_admin===!0}get#m(){return this.#e.store?.snapshot??null}get#h(){let e=this.#m,t=e?.order.flatMap(t=>e.microphones.get(t)??[])??[];return Te(t,this.config?.microphones??null)}get#g(){return(this.config?.microphones??null)===null?null:this.#h.map(({id:e})=>e)}#_(){let{store:e}=this.#e;this.telling=this.#e.telling(),this.requestUpdate(),e!==this.#r&&e!==void 0&&this.isConnected&&(this.#i?.(),this.#r=e,this.#i=e.hear(()=>{this.#t.refresh()}),this.#t.refresh()),e?.connection===`lost`?this.#a=!0:e?.connection===`ready`&&this.#v(),this.requestUpdate()}#v(){let e=this.#m?.home.log,t=e?.kept===!0&&e.readable,n=t&&!this.#o;this.#o=t,t&&(this.#t.state===`idle`?this.#y(this.#c):(this.#a||n)&&(this.#t.state===`ready`?this.#t.refresh():this.#t.reload()),this.#a=!1)}async#y(e){if(!this.#o){this.#c=e;return}let t=e.microphoneIds??this.#g;this.noted=null,await this.#t.pose({...e,microphoneIds:t});let[n]=this.#t.entries;this.#s&&n!==void 0&&(this.open=n.id,this.#s=!1)}#b;#x;#S;#C(e,t){this.heat=!1,this.#s=t,this.#y(e)}#w;#T;#E;#D;#O;#k;#A};h([i({type:Boolean,reflect:!0})],Q.prototype,`dim`,void 0),h([a()],Q.prototype,`config`,void 0),h([a()],Q.prototype,`telling`,void 0),h([a()],Q.prototype,`open`,void 0),h([a()],Q.prototype,`noted`,void 0),h([a()],Q.prototype,`tool`,void 0),h([a()],Q.prototype,`heat`,void 0),h([a()],Q.prototype,`said`,void 0);var $=class extends m{constructor(...e){super(...e),this.heading=``,this.microphoneIds=null,this.snapshot=null,this.still=!1,this.dim=!1,this.failed=!1,this.#e=null,this.#t=``,this.#r=()=>{this.#e=null,this.failed=!1}}static{this.styles=[w,r,O,f`
      .since {
        flex: none;
        padding-inline-end: 12px;
        font-size: 12px;
        line-height: 16px;
        color: var(--secondary-text-color);
      }
    `]}#e;#t;willUpdate(e){let t=this.microphoneIds?.join(`
`)??`*`;t===this.#t?e.get(`still`)===!0&&this.failed&&(this.#e=null):[this.#t,this.#e,this.timeline]=[t,null,void 0];let{hass:n,telling:r}=this;n!==void 0&&r!==void 0&&!this.still&&Le(this.#e,r.now)&&(this.#e=r.now,this.#i(n,r.now))}render(){let{telling:e}=this;if(e===void 0)return b;let t=this.timeline===void 0?``:Re(this.timeline,e);return y`<div class="head">
        <h2><bdi>${this.heading===``?e.text(`heat.title`):this.heading}</bdi></h2>
        <span class="since"><bdi>${t}</bdi></span
        ><slot></slot>
      </div>
      ${this.#n(e)}`}#n(e){let{text:t}=e;return this.timeline===void 0?this.failed?k(x,t(`log.failed`),``,y`<button class="btn" @click=${this.#r}>${t(`log.retry`)}</button>`):y`<div class="line" role="status">${t(`connection.loading`)}</div>`:y`<earshot-heat
        .timeline=${this.timeline}
        .snapshot=${this.snapshot}
        .telling=${e}
        .locale=${this.hass?.locale??{language:`en`}}
        ?dim=${this.dim}
      ></earshot-heat>`}#r;async#i(e,t){let n=this.#t;this.failed=!1;try{let r=je(await e.callWS(Ie(t,this.microphoneIds)));n===this.#t&&(this.timeline=r)}catch{this.failed=this.timeline===void 0}}};h([i({attribute:!1})],$.prototype,`hass`,void 0),h([i()],$.prototype,`heading`,void 0),h([i({attribute:!1})],$.prototype,`microphoneIds`,void 0),h([i({attribute:!1})],$.prototype,`snapshot`,void 0),h([i({attribute:!1})],$.prototype,`telling`,void 0),h([i({type:Boolean})],$.prototype,`still`,void 0),h([i({type:Boolean,reflect:!0})],$.prototype,`dim`,void 0),h([a()],$.prototype,`timeline`,void 0),h([a()],$.prototype,`failed`,void 0),S(`earshot-heat`,F),S(`earshot-log-filters`,H),S(`earshot-log-list`,K),S(`earshot-log-row`,q),S(`earshot-log-tools`,Y),S(`earshot-patterns`,$),S(`earshot-log`,Q);