using Microsoft.AspNetCore.Components;

namespace IncidentTraining.Web.Features.Curriculum;

/// <summary>Renders text between backticks of a short plain text as code; everything is encoded.</summary>
internal static class InlineCode
{
    public static RenderFragment Of(string text) =>
        builder =>
        {
            foreach (var (part, index) in text.Split('`').Select((part, index) => (part, index)))
            {
                if (index % 2 == 0)
                {
                    builder.AddContent(0, part);
                    continue;
                }

                builder.OpenElement(1, "code");
                builder.AddContent(2, part);
                builder.CloseElement();
            }
        };
}
