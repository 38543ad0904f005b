package dev.darkroom.stores.redis;

import dev.darkroom.core.port.Cache;
import dev.darkroom.core.port.CacheContract;
import dev.darkroom.stores.LocalStores;

/** The contract. */
final class RedisCacheIT extends CacheContract {
    @Override
    protected Cache open() {
        return new RedisCache(LocalStores.config().redis());
    }

    @Override
    protected Cache openAway() {
        return new RedisCache(LocalStores.away().redis());
    }
}
