using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace IncidentTraining.Benchmarks.Reading;

/// <summary>
/// The baseline: a page like that of the framework's own project template. A root document, a router, a layout with three links, and a
/// heading with one line; rendered statically, without sign-in and without a database.
/// </summary>
public static class TemplatePage
{
    /// <summary>Answers until the process ends.</summary>
    public static async Task ServeAsync(string address)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Production" });
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(address);
        builder.Services.AddRazorComponents();
        await using var app = builder.Build();
        app.UseAntiforgery();
        app.MapRazorComponents<Document>();
        await app.StartAsync();
        // The same output as the portal's host, which the measurement waits for.
        Console.WriteLine(Server.Listening);
        await app.WaitForShutdownAsync();
    }

    public sealed class Document : ComponentBase
    {
        protected override void BuildRenderTree(RenderTreeBuilder builder)
        {
            builder.AddMarkupContent(
                0,
                "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\" /><meta name=\"viewport\" content=\"width=device-width, initial-scale=1.0\" /><base href=\"/\" /><link rel=\"stylesheet\" href=\"app.css\" />"
            );
            builder.OpenComponent<HeadOutlet>(1);
            builder.CloseComponent();
            builder.AddMarkupContent(2, "</head><body>");
            builder.OpenComponent<Router>(3);
            builder.AddComponentParameter(4, nameof(Router.AppAssembly), typeof(TemplatePage).Assembly);
            builder.AddComponentParameter(
                5,
                nameof(Router.Found),
                (RenderFragment<RouteData>)(
                    route =>
                        found =>
                        {
                            found.OpenComponent<RouteView>(0);
                            found.AddComponentParameter(1, nameof(RouteView.RouteData), route);
                            found.AddComponentParameter(2, nameof(RouteView.DefaultLayout), typeof(Layout));
                            found.CloseComponent();
                            found.OpenComponent<FocusOnNavigate>(3);
                            found.AddComponentParameter(4, nameof(FocusOnNavigate.RouteData), route);
                            found.AddComponentParameter(5, nameof(FocusOnNavigate.Selector), "h1");
                            found.CloseComponent();
                        }
                )
            );
            builder.CloseComponent();
            builder.AddMarkupContent(6, "<script src=\"_framework/blazor.web.js\"></script></body></html>");
        }
    }

    public sealed class Layout : LayoutComponentBase
    {
        protected override void BuildRenderTree(RenderTreeBuilder builder)
        {
            builder.AddMarkupContent(0, "<div class=\"page\"><div class=\"sidebar\">");
            foreach (var (name, address) in new[] { ("Home", ""), ("Counter", "counter"), ("Weather", "weather") })
            {
                builder.OpenComponent<NavLink>(1);
                builder.AddComponentParameter(2, "class", "nav-link");
                builder.AddComponentParameter(3, "href", address);
                builder.AddComponentParameter(4, nameof(NavLink.ChildContent), (RenderFragment)(link => link.AddContent(0, name)));
                builder.CloseComponent();
            }

            builder.AddMarkupContent(5, "</div><main><article class=\"content px-4\">");
            builder.AddContent(6, Body);
            builder.AddMarkupContent(7, "</article></main></div>");
        }
    }

    [Route("/")]
    public sealed class Home : ComponentBase
    {
        protected override void BuildRenderTree(RenderTreeBuilder builder)
        {
            builder.OpenComponent<PageTitle>(0);
            builder.AddComponentParameter(1, nameof(PageTitle.ChildContent), (RenderFragment)(title => title.AddContent(0, "Home")));
            builder.CloseComponent();
            builder.AddMarkupContent(2, "<h1>Hello, world!</h1>\nWelcome to your new app.");
        }
    }
}
