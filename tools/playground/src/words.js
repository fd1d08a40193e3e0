// The words of the page. What the engine says stays as it is.
const ko = {
  draw: "그림", picture: "{name}의 그림",
  skip: "본문으로 건너뛰기", views: "보기", code: "코드", stack: "쌓기", examples: "예제", open: "열기", share: "공유", theme: "밝게 또는 어둡게",
  input: "입력 크기", side: "이미지 한 변", results: "결과", sample: "샘플 하나의 크기", layer: "레이어", add: "추가", tocode: "열기",
  choose: "예제 고르기…", clean: "문제를 찾지 못했습니다.", finding: "문제 {n}개", onefinding: "문제 1개", where: "{row}행", apply: "고치기: {text}", maybe: "고치기(확인 필요): {text}",
  model: "모델 {name}", output: "출력", params: "파라미터", macs: "곱셈-덧셈", total: "합계", accepts: "받는 입력: {text}", incomplete: "모르는 부분이 있습니다:",
  notcalled: "호출되지 않음", loading: "엔진을 불러오는 중…", ready: "준비됨 ({engine}, {ms} ms)", working: "확인하는 중…", slow: "5초가 넘어 멈췄습니다. 엔진을 다시 시작합니다.",
  failed: "엔진이 멈췄습니다: {text}", copied: "주소를 복사했습니다.", address: "주소 표시줄의 주소를 복사하세요.", works: "{n}: 됩니다", breaks: "{n}: 안 됩니다",
  usedinput: "찾은 입력: {text}", up: "위로", down: "아래로", remove: "지우기", move: "{name} 옮기기", sees: "수용 영역 {text}", left: "가장자리 {text}칸이 버려짐",
  filled: "{name} = {value}", same: "두 코드의 차이", copy: "복사", opencode: "이 코드를 열기", nocode: "쓸 수 없습니다: {text}", empty: "레이어를 추가하세요.",
  native: "내 컴퓨터의 Python", browser: "브라우저의 Python", toolarge: "파일이 너무 큽니다.", badlink: "공유 주소를 읽을 수 없습니다.", arguments: "{name}의 코드", offline: "엔진을 찾을 수 없습니다",
  noside: "어떤 정사각형 크기로도 되지 않습니다", nostack: "코드가 한 줄로 쌓은 모델이 아니라서 쌓기는 그대로입니다: {text}", form: "코드 형식", ownmodel: "클래스, 함수형",
};
const en = {
  draw: "Picture", picture: "Picture of {name}",
  skip: "Skip to the content", views: "View", code: "Code", stack: "Stack", examples: "Examples", open: "Open", share: "Share", theme: "Light or dark",
  input: "Input size", side: "Side of the image", results: "Results", sample: "Shape of one sample", layer: "Layer", add: "Add", tocode: "Open",
  choose: "Examples…", clean: "Nothing found.", finding: "{n} findings", onefinding: "1 finding", where: "line {row}", apply: "Fix: {text}", maybe: "Fix (look at it): {text}",
  model: "Model {name}", output: "output", params: "parameters", macs: "multiply-adds", total: "total", accepts: "accepts: {text}", incomplete: "Not everything is known:",
  notcalled: "not called", loading: "Loading the engine…", ready: "ready ({engine}, {ms} ms)", working: "working…", slow: "Ended after 5 seconds. The engine starts again.",
  failed: "the engine has stopped: {text}", copied: "The address is in the clipboard.", address: "Copy the address from the address bar.", works: "{n}: works", breaks: "{n}: breaks",
  usedinput: "found: {text}", up: "Up", down: "Down", remove: "Remove", move: "Move {name}", sees: "sees {text}", left: "{text} left out at the end",
  filled: "{name} = {value}", same: "What is not the same", copy: "Copy", opencode: "Open this code", nocode: "cannot be written: {text}", empty: "Add a layer.",
  native: "Python on this machine", browser: "Python in the browser", toolarge: "The file is too large.", badlink: "The shared address cannot be read.", arguments: "Code of {name}", offline: "there is no engine to be found",
  noside: "It works with square images of no size.", nostack: "The code is no plain stack, so that this one is as it was: {text}", form: "Code as", ownmodel: "class, functional",
};
const known = { en, ko };
let language = "en";

export function setLanguage(name) {
  language = known[name] ? name : "en";
  document.documentElement.lang = language;
  for (const node of document.querySelectorAll("[data-t]")) node.textContent = t(node.dataset.t);
  for (const node of document.querySelectorAll("[data-t-label]")) node.setAttribute("aria-label", t(node.dataset.tLabel));
}
export const languageName = () => language;
export function t(key, values = {}) {
  return (known[language][key] ?? en[key] ?? key).replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
}
