using Markdig.Extensions.TaskLists;
using Markdig.Renderers;
using Markdig.Renderers.Html;

namespace IncidentTraining.Core.Curriculum.Rendering;

/// <summary>The box of a task list's item, with its state in words for those who do not see it.</summary>
internal sealed class TaskBoxRenderer : HtmlObjectRenderer<TaskList>
{
    protected override void Write(HtmlRenderer renderer, TaskList box) =>
        renderer.Write($"<span class=\"task-box\" role=\"img\" aria-label=\"{(box.Checked ? "done" : "to do")}\">{(box.Checked ? "☑" : "☐")}</span>");
}
