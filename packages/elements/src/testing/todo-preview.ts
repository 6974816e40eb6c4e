/** What the todo app draws; the user's own look, not ours. */
export const todoPage = `<!doctype html><style>
*, ::before, ::after { box-sizing: border-box; }
h1, ul, li { margin: 0; padding: 0; list-style: none; }
.todo-app { position: absolute; inset: 0; padding: 28px 28px; background: #fdf6ec; color: #3b2a1e; font: 400 16px/24px Georgia, 'Liberation Serif', 'Times New Roman', serif; color-scheme: light; }
.todo-app h1 { font-size: 34px; line-height: 40px; font-weight: 400; letter-spacing: -.01em; margin-bottom: 18px; color: #b4431f; }
.todo-app .new { height: 44px; padding: 0 14px; border-radius: 8px; background: #fff; box-shadow: 0 1px 0 #eadcc8, 0 0 0 1px #eadcc8; line-height: 44px; color: #736555; font-style: italic; }
.todo-app ul { margin: 14px 0 0; }
.todo-app li { display: flex; align-items: center; gap: 12px; height: 46px; border-bottom: 1px solid #eadcc8; }
.todo-app .box { width: 18px; height: 18px; border-radius: 5px; border: 1.5px solid #b98d63; flex: none; }
.todo-app .done .box { background: #b4431f linear-gradient(#fff, #fff) no-repeat center / 8px 2px; border-color: #b4431f; }
.todo-app .done span { color: #736555; text-decoration: line-through; }
.todo-app footer { display: flex; justify-content: space-between; margin-top: 16px; font-size: 14px; color: #75604e; white-space: nowrap; }
.todo-app nav { display: flex; gap: 14px; }
.todo-app nav b { font-weight: 400; color: #b4431f; border-bottom: 1.5px solid; }
</style>
<div class="todo-app">
  <h1>Todos</h1>
  <div class="new">What needs doing?</div>
  <ul>
    <li><i class="box"></i><span>Book the room for Friday</span></li>
    <li class="done"><i class="box"></i><span>Print the worksheets</span></li>
    <li><i class="box"></i><span>Show filters in the address</span></li>
    <li class="done"><i class="box"></i><span>Check the projector</span></li>
    <li><i class="box"></i><span>Ask Lena about week 4</span></li>
  </ul>
  <footer><span>3 items left</span><nav><b>All</b><span>Active</span><span>Done</span></nav></footer>
</div>`;
