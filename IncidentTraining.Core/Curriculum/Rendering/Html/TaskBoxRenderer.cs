using Markdig.Extensions.TaskLists;
using Markdig.Renderers;
using Markdig.Renderers.Html;

namespace IncidentTraining.Core.Curriculum.Rendering;

/// <summary>Renders the check box of a task list item, with its state as text for screen readers.</summary>
internal sealed class TaskBoxRenderer : HtmlObjectRenderer<TaskList>
{
    protected override void Write(HtmlRenderer renderer, TaskList box) =>
        renderer.Write(
            $"<span class=\"task-box\" role=\"img\" aria-label=\"{(box.Checked ? "done" : "to do")}\">{(box.Checked ? "☑" : "☐")}</span>"
        );
}
