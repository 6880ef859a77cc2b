using IncidentTraining.Core.Curriculum;
using Microsoft.AspNetCore.Routing.Template;

namespace IncidentTraining.Web.Features.Curriculum;

/// <summary>The portal's mapped addresses: pages and other endpoints that answer a GET.</summary>
internal sealed class PortalAddresses : IPortalAddresses
{
    private readonly Lazy<IReadOnlyList<TemplateMatcher>> _matchers;
    private IEnumerable<EndpointDataSource> _sources = [];

    public PortalAddresses() => _matchers = new(Read);

    /// <summary>Sets the source of the endpoints; they are read on first use, after all rooms are mapped.</summary>
    public void Use(IEnumerable<EndpointDataSource> sources) => _sources = sources;

    public bool Exists(string path) => _matchers.Value.Any(matcher => matcher.TryMatch(path, []));

    private List<TemplateMatcher> Read() =>
        [
            .. _sources
                .SelectMany(source => source.Endpoints)
                .OfType<RouteEndpoint>()
                .Where(AnswersGet)
                .Where(SaysWhere)
                .Select(endpoint => new TemplateMatcher(new RouteTemplate(endpoint.RoutePattern), [])),
        ];

    private static bool AnswersGet(Endpoint endpoint) =>
        endpoint.Metadata.GetMetadata<IHttpMethodMetadata>() is not { HttpMethods.Count: > 0 } methods
        || methods.HttpMethods.Contains(HttpMethods.Get);

    /// <summary>Excludes patterns that start with a parameter, because they would match any address.</summary>
    private static bool SaysWhere(RouteEndpoint endpoint) =>
        endpoint.RoutePattern.PathSegments is [] or [{ IsSimple: true, Parts: [{ IsLiteral: true }] }, ..];
}
