using IncidentTraining.Core.Curriculum.Dialects;
using Markdig.Extensions.CustomContainers;
using Markdig.Renderers;
using Markdig.Renderers.Html;

namespace IncidentTraining.Core.Curriculum.Rendering;

/// <summary>
/// Renders the containers of the content format: admonitions, "check yourself", examples, a diagram's text alternative, inline exercises,
/// and staff-only text.
/// </summary>
internal sealed class ContainerRenderer : HtmlObjectRenderer<CustomContainer>
{
    private const string Check = "check";
    private const string Alternative = "alt";
    private const string SlideKind = "slide";
    private const string Notes = "notes";
    private const string Scenarios = "scenarios";

    private static readonly Dictionary<string, string> Labels = new()
    {
        ["note"] = "Note",
        ["tip"] = "Tip",
        ["warning"] = "Warning",
        ["danger"] = "Danger",
        ["example"] = "Example",
        [Notes] = "Speaker notes",
        ["instructor"] = "For instructors",
        [Check] = "Check yourself",
        [Alternative] = "The diagram in words",
        [ModelAnswer.Kind] = "Model answer",
        [SortExercise.Kind] = "",
        [SlideKind] = "",
        [Scenarios] = "",
        [Admonitions.Details] = "Details",
        [Admonitions.OpenDetails] = "Details",
    };

    internal static IEnumerable<string> Known => Labels.Keys;

    internal static bool IsKnown(CustomContainer container) => Labels.ContainsKey(container.Info ?? "");

    /// <summary>Whether the container must not be sent to trainees.</summary>
    internal static bool IsForStaff(CustomContainer container) => container.Info is Notes or "instructor";

    internal static bool IsAlternative(object? block) => block is CustomContainer { Info: Alternative };

    internal static bool IsSlide(CustomContainer container) => container.Info is SlideKind;

    internal static bool IsNotes(CustomContainer container) => container.Info is Notes;

    /// <summary>The text after the container's kind if it is a title; otherwise null.</summary>
    internal static string? TitleOf(CustomContainer container) =>
        container.Info is ModelAnswer.Kind or SortExercise.Kind ? null : container.Arguments;

    protected override void Write(HtmlRenderer renderer, CustomContainer container)
    {
        var kind = container.Info ?? "";
        switch (kind)
        {
            case SortExercise.Kind:
                SortExercise.Write(renderer, container);
                return;
            case Scenarios:
                renderer.WriteLine(PagePart.MarkerOf(PagePartKind.Scenarios));
                return;
            case ModelAnswer.Kind when ModelAnswer.IsWithheld(container):
                renderer.WriteLine(PagePart.MarkerOf(PagePartKind.Answer, ModelAnswer.IdOf(container)));
                return;
        }

        var label = Labels.GetValueOrDefault(kind, "Note");
        var title = TitleOf(container) is { } words && !string.IsNullOrWhiteSpace(words) ? CurriculumMarkdown.Inline(words) : "";
        renderer.EnsureLine();
        if (kind is Check or Alternative or ModelAnswer.Kind)
        {
            // Works inline and without a script: the browser's own disclosure element. With the script, a check asks for an answer first.
            renderer.WriteLine(
                $"<details class=\"{kind}\"{(kind is Check ? " data-ask" : "")}><summary>{Heading(label, title)}</summary><div class=\"details-body\">"
            );
            renderer.WriteChildren(container);
            renderer.WriteLine("</div></details>");
            return;
        }

        if (kind is Admonitions.Details or Admonitions.OpenDetails)
        {
            renderer.WriteLine(
                $"<details class=\"check\"{(kind is Admonitions.OpenDetails ? " open" : "")}><summary>{DisclosureHeading(label, title)}</summary><div class=\"details-body\">"
            );
            renderer.WriteChildren(container);
            renderer.WriteLine("</div></details>");
            return;
        }

        var css = IsForStaff(container) ? $"admonition staff-only {kind}" : $"admonition {kind}";
        renderer.WriteLine($"<aside class=\"{css}\"><p class=\"admonition-title\">{Heading(label, title)}</p>");
        renderer.WriteChildren(container);
        renderer.WriteLine("</aside>");
    }

    private static string DisclosureHeading(string label, string title) =>
        $"<span class=\"label\">{(title.Length == 0 ? label : title)}</span>";

    private static string Heading(string label, string title) =>
        title.Length == 0 ? $"<span class=\"label\">{label}</span>" : $"<span class=\"label\">{label}:</span> {title}";
}
