var a=new URL("./",self.location.href).href,i;async function n(){let{loadPyodide:e}=await import("./pyodide/pyodide.mjs"),[t,s]=await Promise.all([e({indexURL:`${a}pyodide/`,checkAPIVersion:!0}),fetch(`${a}shapelint.zip`).then(r=>{if(!r.ok)throw new Error(`shapelint.zip: ${r.status}`);return r.arrayBuffer()})]);t.unpackArchive(s,"zip",{extractDir:"/shapelint"}),i=t.runPython(`
import os, sys
sys.path.insert(0, "/shapelint")
os.makedirs("/work", exist_ok=True)
from shapelint.web.answers import answer_text
lambda request: answer_text(request, "/work")
`)}var o=n().then(()=>postMessage({ready:!0}),e=>postMessage({failed:String(e.message??e).split(`
`).at(-1)||"Pyodide"}));onmessage=async({data:e})=>{await o;try{postMessage({id:e.id,text:i(e.request)})}catch(t){let s=String(t.message??t).trim().split(`
`);postMessage({id:e.id,error:s.at(-1)})}};
