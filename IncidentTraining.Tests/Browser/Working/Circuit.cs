using Microsoft.Playwright;

namespace IncidentTraining.Tests.Browser.Working;

/// <summary>The connection of a page to its circuit, which the test cuts and joins.</summary>
internal sealed class Circuit
{
    private readonly List<IWebSocketRoute> _open = [];
    private bool _isCut;

    public static async Task<Circuit> OfAsync(IPage page)
    {
        var circuit = new Circuit();
#pragma warning disable VSTHRD101, MA0147 // Playwright takes no other handler.
        await page.RouteWebSocketAsync("**/_blazor**", async route =>
        {
            if (circuit._isCut)
            {
                await route.CloseAsync();
                return;
            }

            route.ConnectToServer();
            circuit._open.Add(route);
        });
#pragma warning restore VSTHRD101, MA0147
        await page.RouteAsync("**/_blazor/negotiate**", route => circuit._isCut ? route.AbortAsync() : route.ContinueAsync());
        return circuit;
    }

    public async Task CutAsync()
    {
        _isCut = true;
        foreach (var route in _open)
        {
            await route.CloseAsync();
        }

        _open.Clear();
    }

    public void Join() => _isCut = false;

    /// <summary>Makes a page save without receiving other writers' texts, as when events arrive later than the person types.</summary>
    public static Task DeafenAsync(IPage page) =>
        page.RouteAsync("**/draft", route => route.Request.Method == "GET" ? route.AbortAsync() : route.ContinueAsync());
}
