using MudBlazor;

namespace IncidentTraining.Web.Components.Layout;

/// <summary>
/// MudBlazor's theme. Its colours are overridden by the site's custom properties in <c>css/mud.css</c>, so that light and dark are defined
/// in one place; only fonts and corners are set here.
/// </summary>
internal static class PortalTheme
{
    private static readonly string[] Family = ["var(--font-text)"];

    public static MudTheme Mud { get; } =
        new()
        {
            Typography = new Typography
            {
                Default = new DefaultTypography { FontFamily = Family, FontSize = "1rem" },
                Button = new ButtonTypography
                {
                    FontFamily = Family,
                    TextTransform = "none",
                    FontSize = "0.95rem",
                },
            },
            LayoutProperties = new LayoutProperties { DefaultBorderRadius = "6px" },
        };
}
