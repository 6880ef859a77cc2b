using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace IncidentTraining.Tests.Support;

/// <summary>
/// The web server of a portal that answers no request until a test sends one. Building all endpoints takes longer than most tests that
/// call use cases, and those never ask for a page.
/// </summary>
internal sealed class LateServer : IHostedService
{
    private readonly Lock _lock = new();
    private readonly Func<IHostedService> _create;
    private readonly bool _atOnce;
    private IHostedService? _server;

    private LateServer(Func<IHostedService> create, bool atOnce) => (_create, _atOnce) = (create, atOnce);

    /// <summary>Registers it instead of the server.</summary>
    /// <param name="services">The services of the portal, complete.</param>
    /// <param name="atOnce">True to serve from the start of the portal on.</param>
    public static void Use(IServiceCollection services, bool atOnce)
    {
        var server = services.Single(service =>
            service.ServiceType == typeof(IHostedService) && service.ImplementationType is { Name: "GenericWebHostService" }
        );
        var place = services.IndexOf(server);
        services[place] = ServiceDescriptor.Singleton<IHostedService>(portal => new LateServer(
            () => (IHostedService)ActivatorUtilities.CreateInstance(portal, server.ImplementationType!),
            atOnce
        ));
    }

    /// <summary>Serves from now on.</summary>
    public static void Start(IServiceProvider portal) =>
        portal.GetServices<IHostedService>().OfType<LateServer>().Single().StartNowAsync(CancellationToken.None).GetAwaiter().GetResult();

    public Task StartAsync(CancellationToken cancellationToken) => _atOnce ? StartNowAsync(cancellationToken) : Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => _server?.StopAsync(cancellationToken) ?? Task.CompletedTask;

    private Task StartNowAsync(CancellationToken ct)
    {
        lock (_lock)
        {
            if (_server is not null)
            {
                return Task.CompletedTask;
            }

            _server = _create();
            return _server.StartAsync(ct);
        }
    }
}
