namespace IncidentTraining.Web.Components.Layout;

/// <summary>Light, dark or the system's theme. A cookie that the server reads, so that no page flashes.</summary>
internal static class Theme
{
    private const string Cookie = "theme";

    /// <summary>The choices, the default first.</summary>
    public static IReadOnlyList<string> Choices { get; } = ["system", "light", "dark"];

    public static string Of(HttpContext? context) =>
        context?.Request.Cookies[Cookie] is { } chosen && Choices.Contains(chosen) ? chosen : Choices[0];

    public static void Remember(HttpContext context, string theme)
    {
        if (Choices.Contains(theme))
        {
            context.Response.Cookies.Append(
                Cookie,
                theme,
                new CookieOptions
                {
                    MaxAge = TimeSpan.FromDays(365),
                    SameSite = SameSiteMode.Lax,
                    Secure = context.Request.IsHttps,
                    IsEssential = true,
                }
            );
        }
    }
}
